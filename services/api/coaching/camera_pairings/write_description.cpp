#include "api/coaching/camera_pairings/write_description.h"

#include <soci/soci.h>

#include <algorithm>

#include "api/coaching/camera_pairings/camera_pairings_sql.h"
#include "api/coaching/camera_pairings/pairing_store.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_description = 16'000;

/// RFC 8866: lines of which the first is the version. Browsers write ASCII alone.
bool is_description(std::string_view text) {
    return text.starts_with("v=0") && std::all_of(text.begin(), text.end(), [](char character) {
               return (character >= ' ' && character <= '~') || character == '\r' || character == '\n' ||
                      character == '\t';
           });
}

std::string read_description(web::BodyFields& fields) {
    std::string text = fields.any_text("sdp", 1, longest_description);
    if (fields.is_good("sdp") && !is_description(text)) fields.refuse("sdp", "format");
    return text;
}

}  // namespace

web::Response write_camera_description(const CoachingContext& context, const web::Request& request) {
    const web::JsonBody body(request, {"sdp"});
    const std::string sdp = web::read_fields(body, read_description);
    context.database.in_transaction([&](soci::session& session) {
        const CameraPairing pairing = require_camera_pairing(context, session, request);
        if (pairing.own == sdp) return;
        const bool is_phone = pairing.side == PairingSide::phone;
        std::string written;
        session << (is_phone ? camera_pairings_sql::write_offer : camera_pairings_sql::write_answer),
            soci::into(written), soci::use(sdp, "sdp"), soci::use(pairing.id, "id");
        if (!session.got_data()) {
            throw Failure(ErrorCode::camera_pairing_taken, "camera pairing " + pairing.id);
        }
    });
    return web::Response::empty(204);
}

}  // namespace trainingzip::api
