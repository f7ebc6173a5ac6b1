#include "api/coaching/camera_pairings/pairing_store.h"

#include <soci/soci.h>

#include "api/coaching/camera_pairings/camera_pairings_sql.h"
#include "api/coaching/camera_pairings/pairing_code.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/ids.h"
#include "web/client_network.h"

namespace trainingzip::api {
namespace {

// Together the code that a person may have to type. An id is only to be found, the secret also has to
// withstand guessing for as long as the pairing lives.
constexpr std::size_t id_length = 4;
constexpr std::size_t phone_secret_length = 8;
constexpr std::size_t screen_secret_bytes = 32;

std::string hash_of(std::string_view secret) {
    return hex_encode(sha256(as_bytes(secret)));
}

void require_room(const CoachingContext& context, soci::session& session, const std::string& network,
                  std::int64_t now) {
    std::int64_t alive = 0;
    std::int64_t first_end = 0;
    session << camera_pairings_sql::count_alive, soci::into(alive), soci::into(first_end),
        soci::use(network, "network"), soci::use(now, "now");
    if (alive < context.camera_pairings.per_network) return;
    throw Failure(ErrorCode::too_many_attempts, "camera pairings of a network")
        .with_retry_after(static_cast<int>((first_end - now + 999) / 1000));
}

[[noreturn]] void fail_not_found(const std::string& id) {
    throw Failure(ErrorCode::camera_pairing_not_found, "camera pairing " + id);
}

}  // namespace

NewPairing make_camera_pairing(const CoachingContext& context, soci::session& session,
                               const std::string& client) {
    const std::int64_t now = context.now();
    const std::string network =
        context.account_key.mac("network of a camera pairing", {web::client_network(client)});
    require_room(context, session, network, now);
    NewPairing made{{},
                    random_token(screen_secret_bytes),
                    random_code(phone_secret_length),
                    now + std::chrono::milliseconds(context.camera_pairings.lifetime).count()};
    const std::string screen_hash = hash_of(made.screen_secret);
    const std::string phone_hash = hash_of(made.phone_secret);
    std::string inserted;
    // Another one may have the id.
    do {
        made.id = random_code(id_length);
        session << camera_pairings_sql::insert, soci::into(inserted), soci::use(made.id, "id"),
            soci::use(screen_hash, "screen_hash"), soci::use(phone_hash, "phone_hash"),
            soci::use(network, "network"), soci::use(made.expires_at, "expires_at");
    } while (!session.got_data());
    return made;
}

CameraPairing require_camera_pairing(const CoachingContext& context, soci::session& session,
                                     const web::Request& request) {
    CameraPairing pairing;
    pairing.id = request.path_parameter("id");
    const std::string hash = hash_of(request.headers.find("X-Pairing-Secret").value_or(""));
    if (!is_code(pairing.id, id_length)) fail_not_found(pairing.id);
    const std::int64_t now = context.now();
    std::string screen_hash;
    std::string phone_hash;
    std::string offer;
    std::string answer;
    session << camera_pairings_sql::select, soci::into(screen_hash), soci::into(phone_hash),
        soci::into(offer), soci::into(answer), soci::use(pairing.id, "id"), soci::use(now, "now");
    if (!session.got_data()) fail_not_found(pairing.id);
    const bool is_screen = equal_in_constant_time(hash, screen_hash);
    const bool is_phone = equal_in_constant_time(hash, phone_hash);
    if (!is_screen && !is_phone) fail_not_found(pairing.id);
    pairing.side = is_screen ? PairingSide::screen : PairingSide::phone;
    pairing.own = is_screen ? answer : offer;
    pairing.other = is_screen ? offer : answer;
    return pairing;
}

void remove_expired_camera_pairings(const CoachingContext& context) {
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        session << camera_pairings_sql::remove_expired, soci::use(now, "now");
    });
}

std::string camera_pairing_path(const std::string& id) {
    return "/camera-pairings/" + id;
}

}  // namespace trainingzip::api
