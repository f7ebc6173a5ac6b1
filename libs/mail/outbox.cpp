#include "mail/outbox.h"

#include <soci/soci.h>

#include "mail/mails_sql.h"

namespace trainingzip::mail {
namespace {

std::int64_t count_mails(soci::session& session) {
    std::int64_t count = 0;
    session << mails_sql::count, soci::into(count);
    return count;
}

}  // namespace

Outbox::Settings Outbox::Settings::load(ConfigSection& section) {
    constexpr std::int64_t one_day = 86'400;
    return {section.integer("mails_waiting_limit", 1, 10'000'000),
            std::chrono::seconds(section.integer("mail_lifetime_seconds", 1, 7 * one_day))};
}

bool Outbox::has_room(soci::session& session) const {
    return count_mails(session) < settings_.most_waiting;
}

void Outbox::add(soci::session& session, const Order& order, UtcTime now) const {
    if (!has_room(session)) {
        throw Failure(ErrorCode::unavailable, "too many mails wait").with_retry_after(60);
    }
    const std::string language = order.language == Language::korean ? "ko" : "en";
    const std::int64_t moment = to_unix_milliseconds(now);
    const std::int64_t expires_at = to_unix_milliseconds(now + settings_.lifetime);
    session << mails_sql::insert, soci::use(order.kind, "kind"), soci::use(order.about, "about"),
        soci::use(language, "language"), soci::use(moment, "now"), soci::use(expires_at, "expires_at");
}

std::optional<ClaimedOrder> Outbox::claim(UtcTime now, std::chrono::milliseconds lease) const {
    const std::int64_t moment = to_unix_milliseconds(now);
    const std::int64_t later = moment + lease.count();
    return database_.in_transaction([&](soci::session& session) -> std::optional<ClaimedOrder> {
        ClaimedOrder claimed;
        std::string language;
        std::int64_t expires_at = 0;
        session << mails_sql::claim, soci::into(claimed.id), soci::into(claimed.order.kind),
            soci::into(claimed.order.about), soci::into(language), soci::into(claimed.attempt),
            soci::into(expires_at), soci::use(later, "later"), soci::use(moment, "now");
        if (!session.got_data()) return std::nullopt;
        claimed.order.language = language == "ko" ? Language::korean : Language::english;
        claimed.expires_at = from_unix_milliseconds(expires_at);
        return claimed;
    });
}

void Outbox::postpone(std::int64_t id, UtcTime until) const {
    const std::int64_t next = to_unix_milliseconds(until);
    database_.in_transaction([&](soci::session& session) {
        session << mails_sql::postpone, soci::use(next, "next"), soci::use(id, "id");
    });
}

void Outbox::remove(std::int64_t id) const {
    database_.in_transaction(
        [&](soci::session& session) { session << mails_sql::remove, soci::use(id, "id"); });
}

std::int64_t Outbox::count_waiting() const {
    return database_.with_session([](soci::session& session) { return count_mails(session); });
}

}  // namespace trainingzip::mail
