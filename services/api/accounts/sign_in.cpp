#include "api/accounts/sign_in.h"

#include <soci/soci.h>

#include <array>
#include <optional>

#include "api/accounts/account_rules.h"
#include "api/accounts/accounts_sql.h"
#include "api/accounts/sessions.h"
#include "api/accounts/token_answer.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

struct Account {
    auth::Principal principal;
    std::string password_hash;
    bool active = false;
};

std::optional<Account> find_account(ApiContext& context, const std::string& login_id) {
    return context.database.with_session([&](soci::session& session) -> std::optional<Account> {
        Account account;
        std::string role, state;
        session << accounts_sql::select_for_sign_in, soci::into(account.principal.user_id),
            soci::into(account.password_hash), soci::into(account.principal.nick_name), soci::into(role),
            soci::into(state), soci::use(login_id, "login_id");
        if (!session.got_data()) return std::nullopt;
        account.principal.admin = role == "ADMIN";
        account.active = state == "ACTIVE";
        return account;
    });
}

void renew_hash(ApiContext& context, const Account& account, const std::string& password) {
    const std::string hash = context.passwords.hash(password);
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        std::int64_t changed = 0;
        session << accounts_sql::update_password, soci::into(changed), soci::use(hash, "password_hash"),
            soci::use(now, "now"), soci::use(account.principal.user_id, "id"),
            soci::use(account.password_hash, "before");
    });
}

/// nullopt when the account was changed while the password was held against it.
std::optional<TokenPair> attempt(ApiContext& context, const std::string& login_id,
                                 const std::string& password, const Origin& origin) {
    // PostgreSQL would read an id only up to a zero byte, and the throttle count such ones apart.
    const auto account = is_login_id(login_id) ? find_account(context, login_id) : std::nullopt;
    if (!account) {
        context.passwords.pretend_to_verify(password);
        throw Failure(ErrorCode::sign_in_failed, "unknown id");
    }
    const bool matches = context.passwords.verify(account->password_hash, password);
    if (!matches || !account->active) {
        throw Failure(ErrorCode::sign_in_failed, matches ? "account not active" : "wrong password");
    }
    auto tokens = start_session(context, account->principal, account->password_hash, origin);
    if (tokens && context.passwords.needs_rehash(account->password_hash)) {
        renew_hash(context, *account, password);
    }
    return tokens;
}

}  // namespace

web::Response sign_in(ApiContext& context, const web::Request& request) {
    const web::JsonBody body(request, {"id", "password"});
    const auto [id, password] = web::read_fields(body, [](web::BodyFields& fields) {
        return std::array{fields.any_text("id", 0, longest_attempt),
                          fields.any_text("password", 0, longest_attempt)};
    });
    const std::string login_id = unique_key(id);

    context.throttle.begin(login_id, request.client_address, std::chrono::steady_clock::now());
    const Origin origin = origin_of(request);
    auto tokens = attempt(context, login_id, password, origin);
    // The hash may have been renewed by a sign-in beside this one; another password is refused now.
    if (!tokens) tokens = attempt(context, login_id, password, origin);
    if (!tokens) throw Failure(ErrorCode::sign_in_failed, "account changed again and again");
    context.throttle.succeed(login_id, request.client_address);
    return token_answer(context, *tokens, true);
}

}  // namespace trainingzip::api
