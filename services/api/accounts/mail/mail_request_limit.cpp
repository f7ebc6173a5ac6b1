#include "api/accounts/mail/mail_request_limit.h"

#include <soci/soci.h>

#include <algorithm>

#include "api/accounts/account_rules.h"
#include "api/accounts/mail/mail_requests_sql.h"
#include "base/error.h"
#include "web/client_network.h"

namespace trainingzip::api {
namespace {

/// When the request was made that is the last of `most`; 0 when there are fewer.
std::int64_t made_at(soci::session& session, std::string_view statement, const char* name,
                     const std::string& value, int most) {
    std::int64_t moment = 0;
    const std::int64_t newer = most - 1;
    session << statement, soci::into(moment), soci::use(value, name), soci::use(newer, "newer");
    return session.got_data() ? moment : 0;
}

}  // namespace

MailRequestLimit::Settings MailRequestLimit::Settings::load(ConfigSection& section) {
    constexpr std::int64_t most = 1'000'000;
    Settings settings;
    settings.window = std::chrono::seconds(section.integer("mail_request_window_seconds", 1, 30 * 86'400));
    settings.of_email = static_cast<int>(section.integer("mail_requests_per_email", 1, most));
    settings.of_address = static_cast<int>(section.integer("mail_requests_per_address", 1, most));
    settings.of_network = static_cast<int>(section.integer("mail_requests_per_network", 1, most));
    return settings;
}

MailRequestLimit::Place MailRequestLimit::place_of(std::string_view email, std::string_view client) const {
    return {key_.mac("e-mail address of a mail", {unique_key(email)}),
            key_.mac("address of a request for a mail", {web::client_network(client)}),
            key_.mac("network of a request for a mail", {web::wide_network(client)})};
}

int MailRequestLimit::wait_of(soci::session& session, const Place& place, UtcTime now) const {
    const std::int64_t full_since = std::max(
        {made_at(session, mail_requests_sql::select_of_email, "email", place.email, settings_.of_email),
         made_at(session, mail_requests_sql::select_of_address, "address", place.address,
                 settings_.of_address),
         made_at(session, mail_requests_sql::select_of_network, "network", place.network,
                 settings_.of_network)});
    return wait_after(full_since, now);
}

int MailRequestLimit::wait_after(std::int64_t full_since, UtcTime now) const {
    const std::int64_t left =
        full_since + std::chrono::milliseconds(settings_.window).count() - to_unix_milliseconds(now);
    return left > 0 ? static_cast<int>((left + 999) / 1000) : 0;
}

void MailRequestLimit::count(soci::session& session, const Place& place, UtcTime now) {
    const std::int64_t moment = to_unix_milliseconds(now);
    session << mail_requests_sql::insert, soci::use(place.email, "email"),
        soci::use(place.address, "address"), soci::use(place.network, "network"), soci::use(moment, "now");
}

void MailRequestLimit::take(soci::session& session, std::string_view email, std::string_view client,
                            UtcTime now) const {
    const Place place = place_of(email, client);
    const int wait = wait_of(session, place, now);
    if (wait > 0) throw Failure(ErrorCode::too_many_attempts, "mails asked for").with_retry_after(wait);
    count(session, place, now);
}

bool MailRequestLimit::try_take(soci::session& session, std::string_view email, std::string_view client,
                                UtcTime now) const {
    const Place place = place_of(email, client);
    if (wait_of(session, place, now) > 0) return false;
    count(session, place, now);
    return true;
}

bool MailRequestLimit::try_take_notice(soci::session& session, std::string_view kind, std::string_view whom,
                                       UtcTime now) const {
    const Place place{key_.mac("notice by mail", {kind, whom}), {}, {}};
    const std::int64_t full_since =
        made_at(session, mail_requests_sql::select_of_email, "email", place.email, settings_.of_email);
    if (wait_after(full_since, now) > 0) return false;
    count(session, place, now);
    return true;
}

void MailRequestLimit::forget_old(database::Database& database, UtcTime now) const {
    const std::int64_t oldest = to_unix_milliseconds(now - settings_.window);
    database.in_transaction([&](soci::session& session) {
        session << mail_requests_sql::remove_old, soci::use(oldest, "oldest");
    });
}

}  // namespace trainingzip::api
