#include "api/trainings/view_counter.h"

#include <soci/soci.h>

#include "api/trainings/views_sql.h"
#include "base/encoding.h"
#include "base/ids.h"

namespace trainingzip::api {
namespace {

constexpr std::int64_t milliseconds_a_day = 24LL * 3600 * 1000;
constexpr std::int64_t forget_every = 60'000;
constexpr std::size_t salt_bytes = 16;

}  // namespace

bool ViewCounter::count(std::int64_t training_id, const web::Request& request, const auth::Principal* caller,
                        std::int64_t now) {
    const std::string who = viewer(request, caller, now);
    const std::int64_t oldest = now - window_;
    const bool seen = database_.with_session([&](soci::session& session) {
        int recent = 0;
        session << views_sql::count_recent, soci::into(recent), soci::use(training_id, "training"),
            soci::use(who, "viewer"), soci::use(oldest, "oldest");
        return recent > 0;
    });
    if (seen) return false;
    // Two statements that stand alone: many viewers of one training at once would only get in each other's
    // way in transactions, and each statement is exact by itself.
    const bool counted = database_.with_session([&](soci::session& session) {
        std::int64_t taken = 0;
        session << views_sql::take, soci::into(taken), soci::use(training_id, "training"),
            soci::use(who, "viewer"), soci::use(now, "now"), soci::use(oldest, "oldest");
        if (!session.got_data()) return false;
        session << views_sql::count, soci::use(training_id, "training");
        return true;
    });
    forget_old(now);
    return counted;
}

std::string ViewCounter::viewer(const web::Request& request, const auth::Principal* caller,
                                std::int64_t now) {
    if (caller) return "user " + std::to_string(caller->user_id);
    const std::string text = salt_of(now / milliseconds_a_day) + "\n" + request.client_address + "\n" +
                             std::string(request.headers.find("User-Agent").value_or(""));
    return base64url_encode(sha256(as_bytes(text)));
}

std::string ViewCounter::salt_of(std::int64_t day) {
    const std::lock_guard lock(mutex_);
    if (day == salt_day_) return salt_;
    const std::string made = random_hex(salt_bytes);
    salt_ = database_.in_transaction([&](soci::session& session) {
        std::string kept;
        session << views_sql::forget_salts, soci::use(day, "day");
        session << views_sql::insert_salt, soci::use(day, "day"), soci::use(made, "salt");
        session << views_sql::select_salt, soci::into(kept), soci::use(day, "day");
        return kept;
    });
    salt_day_ = day;
    return salt_;
}

void ViewCounter::forget_old(std::int64_t now) {
    {
        const std::lock_guard lock(mutex_);
        if (now - forgotten_at_ < forget_every) return;
        forgotten_at_ = now;
    }
    const std::int64_t oldest = now - window_;
    database_.with_session(
        [&](soci::session& session) { session << views_sql::forget, soci::use(oldest, "oldest"); });
}

}  // namespace trainingzip::api
