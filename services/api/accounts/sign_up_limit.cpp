#include "api/accounts/sign_up_limit.h"

#include <soci/soci.h>

#include <algorithm>
#include <boost/json.hpp>

#include "api/accounts/sign_ups_sql.h"
#include "web/client_network.h"

namespace trainingzip::api {
namespace {

/// A class that signs up together need not begin again because others were faster.
constexpr int work_bits_forgiven = 3;

int as_int(ConfigSection& section, std::string_view key, std::int64_t minimum, std::int64_t maximum) {
    return static_cast<int>(section.integer(key, minimum, maximum));
}

std::int64_t count_of(soci::session& session, std::string_view statement, const char* name,
                      const std::string& value, std::int64_t oldest) {
    std::int64_t count = 0;
    session << statement, soci::into(count), soci::use(value, name), soci::use(oldest, "oldest");
    return count;
}

/// When one more is free, which is when the last that keeps it from being so leaves the window.
std::int64_t free_at(soci::session& session, std::string_view statement, const char* name,
                     const std::string& value, std::int64_t free, std::int64_t window) {
    std::int64_t made_at = 0;
    const std::int64_t newer = free - 1;
    session << statement, soci::into(made_at), soci::use(value, name), soci::use(newer, "newer");
    return session.got_data() ? made_at + window : 0;
}

bool is_used(soci::session& session, const Challenge& challenge) {
    int count = 0;
    session << sign_ups_sql::count_challenge, soci::into(count), soci::use(challenge.seed, "challenge");
    return count > 0;
}

}  // namespace

SignUpLimit::Settings SignUpLimit::Settings::load(ConfigSection& section) {
    constexpr std::int64_t most = 1'000'000;
    Settings settings;
    settings.window = std::chrono::seconds(section.integer("sign_up_window_seconds", 1, 30 * 86'400));
    settings.free_of_address = as_int(section, "sign_up_free_per_address", 1, most);
    settings.free_of_network = as_int(section, "sign_up_free_per_network", 1, most);
    settings.least_work_bits = as_int(section, "sign_up_work_bits", smallest_work_bits, largest_work_bits);
    settings.most_work_bits =
        as_int(section, "sign_up_work_bits_at_most", settings.least_work_bits, largest_work_bits);
    settings.sign_ups_for_another_bit = as_int(section, "sign_up_work_doubles_after", 1, most);
    settings.challenge_lifetime =
        std::chrono::seconds(section.integer("sign_up_challenge_seconds", 1, 86'400));
    return settings;
}

SignUpLimit::Place SignUpLimit::place_of(const web::Request& request) const {
    return {key_.mac("address of a sign-up", {web::client_network(request.client_address)}),
            key_.mac("network of a sign-up", {web::wide_network(request.client_address)})};
}

std::optional<Challenge> SignUpLimit::solved(const Place& place, const std::optional<WorkProof>& proof,
                                             UtcTime now) const {
    if (!proof) return std::nullopt;
    auto challenge = read_challenge(key_, proof->token, place.network, now);
    if (!challenge || !is_solved(*challenge, proof->nonces)) return std::nullopt;
    return challenge;
}

std::optional<SignUpLimit::Demand> SignUpLimit::demand(soci::session& session, const Place& place,
                                                       const std::optional<WorkProof>& proof,
                                                       UtcTime now) const {
    const std::int64_t moment = to_unix_milliseconds(now);
    const std::int64_t window = std::chrono::milliseconds(settings_.window).count();
    const std::int64_t oldest = moment - window;
    const std::int64_t beyond =
        std::max(count_of(session, sign_ups_sql::count_of_address, "address", place.address, oldest) -
                     settings_.free_of_address,
                 count_of(session, sign_ups_sql::count_of_network, "network", place.network, oldest) -
                     settings_.free_of_network);
    if (beyond < 0) return std::nullopt;

    const std::int64_t work_bits = std::min<std::int64_t>(
        settings_.least_work_bits + beyond / settings_.sign_ups_for_another_bit, settings_.most_work_bits);
    const auto challenge = solved(place, proof, now);
    if (challenge && challenge->work_bits + work_bits_forgiven >= work_bits) {
        if (!is_used(session, *challenge)) return std::nullopt;
    }
    const std::int64_t free = std::max(free_at(session, sign_ups_sql::select_of_address, "address",
                                               place.address, settings_.free_of_address, window),
                                       free_at(session, sign_ups_sql::select_of_network, "network",
                                               place.network, settings_.free_of_network, window));
    const std::int64_t wait = std::max<std::int64_t>((free - moment + 999) / 1000, 1);
    return Demand{static_cast<int>(work_bits), static_cast<int>(wait)};
}

void SignUpLimit::count(soci::session& session, const Place& place, const std::optional<WorkProof>& proof,
                        UtcTime now) const {
    const auto challenge = solved(place, proof, now);
    // One that was not needed may have been used before.
    const bool is_new = challenge && !is_used(session, *challenge);
    const std::string seed = is_new ? challenge->seed : std::string();
    const std::int64_t moment = to_unix_milliseconds(now);
    session << sign_ups_sql::insert, soci::use(place.address, "address"), soci::use(place.network, "network"),
        soci::use(seed, "challenge"), soci::use(moment, "now");
}

web::Response SignUpLimit::refuse(const web::Request& request, const Place& place, const Demand& demand,
                                  UtcTime now) const {
    const Challenge challenge =
        make_challenge(key_, place.network, demand.work_bits, now, settings_.challenge_lifetime);
    web::Response response =
        web::error_response(Failure(ErrorCode::too_many_attempts, "many sign-ups from one place")
                                .with_retry_after(demand.free_after_seconds),
                            request);
    boost::json::object body = boost::json::parse(std::get<std::string>(response.body)).as_object();
    body["challenge"] = {{"token", challenge.token},
                         {"seed", challenge.seed},
                         {"puzzles", puzzles_of_challenge},
                         {"bits", challenge.puzzle_bits()},
                         {"expiresDate", to_iso8601(challenge.expires_at)}};
    response.body = boost::json::serialize(body);
    return response;
}

void SignUpLimit::forget_old(database::Database& database, UtcTime now) const {
    // A challenge that was used must be known as long as it is good.
    const std::int64_t oldest =
        to_unix_milliseconds(now - std::max(settings_.window, settings_.challenge_lifetime));
    database.in_transaction(
        [&](soci::session& session) { session << sign_ups_sql::remove_old, soci::use(oldest, "oldest"); });
}

}  // namespace trainingzip::api
