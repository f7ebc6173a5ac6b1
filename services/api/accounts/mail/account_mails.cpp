#include "api/accounts/mail/account_mails.h"

#include <soci/soci.h>

#include <charconv>
#include <vector>

#include "api/accounts/mail/mail_links.h"
#include "api/accounts/mail/mail_links_sql.h"
#include "api/accounts/mail/mail_texts.h"
#include "api/accounts/mail/notices.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

void add_order(const AccountsContext& context, soci::session& session, const web::Request& request,
               MailLinkKind kind, const std::string& about) {
    context.outbox.add(session, {name_of(kind), about, request.language()}, context.clock.now());
}

std::vector<MailedAccount> accounts_of(soci::session& session, const std::string& email) {
    MailedAccount row;
    std::vector<MailedAccount> found;
    soci::statement statement = (session.prepare << mail_links_sql::select_accounts, soci::into(row.user_id),
                                 soci::into(row.login_id), soci::into(row.email), soci::use(email, "email"));
    statement.execute();
    // One mail goes to one address: another spelling may be somebody else's.
    while (statement.fetch()) {
        if (found.empty() || found.front().email == row.email) found.push_back(row);
    }
    return found;
}

std::optional<mail::Message> compose_reset(const AccountsContext& context, const mail::Order& order) {
    return context.database.in_transaction([&](soci::session& session) -> std::optional<mail::Message> {
        const auto accounts = accounts_of(session, order.about);
        if (accounts.empty()) return std::nullopt;
        std::vector<AccountLink> links;
        links.reserve(accounts.size());
        for (const MailedAccount& account : accounts) {
            links.push_back(
                {account.login_id, make_mail_link(context, session, MailLinkKind::password_reset, account)});
        }
        const MailText text = reset_text(links, context.mail.reset_lifetime, order.language);
        return mail::Message{accounts.front().email, text.subject, text.body, order.language};
    });
}

std::optional<mail::Message> compose_confirmation(const AccountsContext& context, const mail::Order& order) {
    MailedAccount account;
    std::from_chars(order.about.data(), order.about.data() + order.about.size(), account.user_id);
    return context.database.in_transaction([&](soci::session& session) -> std::optional<mail::Message> {
        session << mail_links_sql::select_unconfirmed, soci::into(account.login_id),
            soci::into(account.email), soci::use(account.user_id, "id");
        if (!session.got_data()) return std::nullopt;
        const AccountLink link{account.login_id,
                               make_mail_link(context, session, MailLinkKind::email_confirmation, account)};
        const MailText text = confirmation_text(link, context.mail.confirmation_lifetime, order.language);
        return mail::Message{account.email, text.subject, text.body, order.language};
    });
}

}  // namespace

void order_reset_mail(const AccountsContext& context, soci::session& session, const web::Request& request,
                      const std::string& email) {
    add_order(context, session, request, MailLinkKind::password_reset, email);
}

void order_confirmation_mail(const AccountsContext& context, soci::session& session,
                             const web::Request& request, std::int64_t user_id) {
    add_order(context, session, request, MailLinkKind::email_confirmation, std::to_string(user_id));
}

void try_confirmation_mail(const AccountsContext& context, soci::session& session,
                           const web::Request& request, std::int64_t user_id, std::string_view email) {
    if (!context.is_mail_offered || !context.outbox.has_room(session)) return;
    if (!context.mail_requests.try_take(session, email, request.client_address, context.clock.now())) return;
    order_confirmation_mail(context, session, request, user_id);
}

std::optional<mail::Message> compose_account_mail(const AccountsContext& context, const mail::Order& order) {
    if (const auto notice = notice_of(order.kind)) return compose_notice(context, *notice, order);
    const bool is_reset = order.kind == name_of(MailLinkKind::password_reset);
    return is_reset ? compose_reset(context, order) : compose_confirmation(context, order);
}

void require_mail(const AccountsContext& context) {
    if (!context.is_mail_offered) throw Failure(ErrorCode::mail_not_offered, "no mail server is configured");
}

}  // namespace trainingzip::api
