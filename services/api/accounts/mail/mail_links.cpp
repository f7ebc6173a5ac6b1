#include "api/accounts/mail/mail_links.h"

#include <soci/soci.h>

#include "api/accounts/mail/mail_links_sql.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/ids.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_length = 43;

std::string hash_of(std::string_view token) {
    return hex_encode(sha256(as_bytes(token)));
}

}  // namespace

std::string name_of(MailLinkKind kind) {
    return kind == MailLinkKind::password_reset ? "password_reset" : "email_confirmation";
}

std::string make_mail_link(const AccountsContext& context, soci::session& session, MailLinkKind kind,
                           const MailedAccount& account) {
    const bool is_reset = kind == MailLinkKind::password_reset;
    const std::string token = random_token(token_bytes);
    const std::string hash = hash_of(token);
    const std::string name = name_of(kind);
    const auto lifetime = is_reset ? context.mail.reset_lifetime : context.mail.confirmation_lifetime;
    const std::int64_t expires_at = to_unix_milliseconds(context.clock.now() + lifetime);
    session << mail_links_sql::insert, soci::use(hash, "token_hash"), soci::use(name, "kind"),
        soci::use(account.user_id, "user_id"), soci::use(account.email, "email"),
        soci::use(expires_at, "expires_at");
    return context.mail.public_address + (is_reset ? "/reset-password#" : "/confirm-email#") + token;
}

std::string read_link_token(web::BodyFields& fields) {
    std::string token = fields.any_text("token", 1, 200);
    const bool is_token = token.size() == token_length && base64url_decode(token).has_value();
    if (fields.is_good("token") && !is_token) fields.refuse("token", "format");
    return token;
}

MailedAccount require_mail_link(const AccountsContext& context, soci::session& session, MailLinkKind kind,
                                std::string_view token) {
    MailedAccount account;
    const std::string hash = hash_of(token);
    const std::string name = name_of(kind);
    const std::int64_t now = context.now();
    session << mail_links_sql::select_account, soci::into(account.user_id), soci::into(account.login_id),
        soci::use(hash, "token_hash"), soci::use(name, "kind"), soci::use(now, "now");
    if (!session.got_data()) throw Failure(ErrorCode::mail_link_invalid, "no such link of a mail");
    return account;
}

bool use_up_mail_link(soci::session& session, std::string_view token) {
    std::int64_t user_id = 0;
    const std::string hash = hash_of(token);
    session << mail_links_sql::remove, soci::into(user_id), soci::use(hash, "token_hash");
    return session.got_data();
}

void remove_expired_mail_links(const AccountsContext& context) {
    const std::int64_t now = context.now();
    context.database.in_transaction(
        [&](soci::session& session) { session << mail_links_sql::remove_expired, soci::use(now, "now"); });
}

void confirm_email_of(const AccountsContext& context, soci::session& session, std::int64_t user_id) {
    const std::int64_t now = context.now();
    session << mail_links_sql::confirm, soci::use(now, "now"), soci::use(user_id, "id");
}

}  // namespace trainingzip::api
