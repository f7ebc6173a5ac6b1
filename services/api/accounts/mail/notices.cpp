#include "api/accounts/mail/notices.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <sstream>

#include "api/accounts/account_rules.h"
#include "api/accounts/mail/mail_links_sql.h"
#include "api/accounts/mail/mail_texts.h"

namespace trainingzip::api {
namespace {

std::string name_of(Notice notice) {
    return notice == Notice::password_changed ? "password_changed" : "email_changed";
}

/// What an order of a notice is about, as text.
struct NoticeOrder {
    std::int64_t user_id = 0;
    std::int64_t changed_at = 0;  ///< Unix milliseconds.
    std::string email;

    std::string text() const { return fmt::format("{} {} {}", user_id, changed_at, email); }
    static NoticeOrder read(const std::string& text) {
        NoticeOrder about;
        std::istringstream(text) >> about.user_id >> about.changed_at >> about.email;
        return about;
    }
};

}  // namespace

std::optional<Notice> notice_of(std::string_view kind) {
    for (const Notice notice : {Notice::password_changed, Notice::email_changed}) {
        if (kind == name_of(notice)) return notice;
    }
    return std::nullopt;
}

Mailbox mailbox_of(soci::session& session, std::int64_t user_id) {
    Mailbox mailbox{user_id, {}, false};
    std::int64_t confirmed_at = 0;
    session << mail_links_sql::select_email, soci::into(mailbox.email), soci::into(confirmed_at),
        soci::use(user_id, "id");
    mailbox.is_confirmed = confirmed_at > 0;
    return mailbox;
}

void order_notice(const AccountsContext& context, soci::session& session, const web::Request& request,
                  Notice notice, const Mailbox& mailbox) {
    if (!context.is_mail_offered || mailbox.email.empty() || !context.outbox.has_room(session)) return;
    const std::string kind = name_of(notice);
    const std::string whom =
        mailbox.is_confirmed ? std::to_string(mailbox.user_id) : unique_key(mailbox.email);
    if (!context.mail_requests.try_take_notice(session, kind, whom, context.clock.now())) return;
    const NoticeOrder about{mailbox.user_id, context.now(), mailbox.email};
    context.outbox.add(session, {kind, about.text(), request.language()}, context.clock.now());
}

std::optional<mail::Message> compose_notice(const AccountsContext& context, Notice notice,
                                            const mail::Order& order) {
    const NoticeOrder about = NoticeOrder::read(order.about);
    return context.database.with_session([&](soci::session& session) -> std::optional<mail::Message> {
        AccountChange change{{}, from_unix_milliseconds(about.changed_at), context.mail.public_address};
        session << mail_links_sql::select_login_id, soci::into(change.login_id),
            soci::use(about.user_id, "id");
        if (!session.got_data()) return std::nullopt;
        const bool is_of_password = notice == Notice::password_changed;
        const MailText text = is_of_password ? password_changed_text(change, order.language)
                                             : email_changed_text(change, order.language);
        return mail::Message{about.email, text.subject, text.body, order.language};
    });
}

}  // namespace trainingzip::api
