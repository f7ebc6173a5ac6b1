#include "api/catalogue/trainings/view_counter.h"

#include <soci/soci.h>

#include <algorithm>

#include "api/catalogue/trainings/views_sql.h"
#include "base/encoding.h"
#include "base/ids.h"

namespace trainingzip::api {
namespace {

constexpr std::int64_t milliseconds_a_day = 24LL * 3600 * 1000;
constexpr std::size_t salt_bytes = 16;

bool was_seen(soci::session& session, std::int64_t training_id, const std::string& viewer,
              std::int64_t oldest) {
    int recent = 0;
    session << views_sql::count_recent, soci::into(recent), soci::use(training_id, "training"),
        soci::use(viewer, "viewer"), soci::use(oldest, "oldest");
    return recent > 0;
}

}  // namespace

bool ViewCounter::count(std::int64_t training_id, const web::Request& request, const auth::Principal* caller,
                        std::int64_t now) {
    const std::vector<std::string> known_as = names(request, caller, now);
    const std::string& who = known_as.front();
    const std::int64_t oldest = now - window_;
    const bool seen = database_.with_session([&](soci::session& session) {
        return std::any_of(known_as.begin(), known_as.end(), [&](const std::string& name) {
            return was_seen(session, training_id, name, oldest);
        });
    });
    if (seen) return false;
    // Two separate statements: in transactions concurrent viewers of one training would only conflict, and
    // each statement is atomic by itself.
    return database_.with_session([&](soci::session& session) {
        std::int64_t taken = 0;
        session << views_sql::take, soci::into(taken), soci::use(training_id, "training"),
            soci::use(who, "viewer"), soci::use(now, "now"), soci::use(oldest, "oldest");
        if (!session.got_data()) return false;
        session << views_sql::count, soci::use(training_id, "training");
        return true;
    });
}

void ViewCounter::forget_old(std::int64_t now) {
    const std::int64_t oldest = now - window_;
    const std::int64_t first_day = oldest / milliseconds_a_day;
    database_.with_session([&](soci::session& session) {
        session << views_sql::forget, soci::use(oldest, "oldest");
        session << views_sql::forget_salts, soci::use(first_day, "day");
    });
}

/// Under the first of them a view is kept now, under the others one of the same viewer may be kept from
/// earlier in the window.
std::vector<std::string> ViewCounter::names(const web::Request& request, const auth::Principal* caller,
                                            std::int64_t now) {
    if (caller) return {viewer_name(caller->user_id)};
    const std::string visitor =
        "\n" + request.client_address + "\n" + std::string(request.headers.find("User-Agent").value_or(""));
    std::vector<std::string> result;
    for (const Salt& salt : salts(now)) {
        result.push_back(base64url_encode(sha256(as_bytes(salt.text + visitor))));
    }
    return result;
}

/// Of today and of the days into which the window reaches.
std::vector<ViewCounter::Salt> ViewCounter::salts(std::int64_t now) {
    const std::int64_t today = now / milliseconds_a_day;
    const std::int64_t first_day = (now - window_) / milliseconds_a_day;
    const std::lock_guard lock(mutex_);
    if (salts_.empty() || salts_.front().day != today) salts_ = load_salts(first_day, today);
    std::erase_if(salts_, [&](const Salt& salt) { return salt.day < first_day; });
    return salts_;
}

std::vector<ViewCounter::Salt> ViewCounter::load_salts(std::int64_t first_day, std::int64_t today) {
    const std::string made = random_hex(salt_bytes);
    return database_.in_transaction([&](soci::session& session) {
        session << views_sql::insert_salt, soci::use(today, "day"), soci::use(made, "salt");
        Salt row{};
        soci::statement statement =
            (session.prepare << views_sql::select_salts, soci::into(row.day), soci::into(row.text),
             soci::use(first_day, "first"), soci::use(today, "last"));
        std::vector<Salt> kept;
        statement.execute();
        while (statement.fetch()) kept.push_back(row);
        return kept;
    });
}

std::string viewer_name(std::int64_t user_id) {
    return "user " + std::to_string(user_id);
}

}  // namespace trainingzip::api
