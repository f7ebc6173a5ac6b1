#include "api/accounts/sign_in.h"

#include <soci/soci.h>

#include <array>
#include <optional>

#include "api/accounts/account_rules.h"
#include "api/accounts/accounts_sql.h"
#include "api/accounts/known_clients.h"
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

std::optional<Account> find_account(const AccountsContext& context, const std::string& login_id) {
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

/// The hash that the account has then.
std::string renew_hash(const AccountsContext& context, const Account& account, const std::string& password) {
    const std::string hash = context.passwords.hash(password);
    const std::int64_t now = context.now();
    const bool is_renewed = context.database.in_transaction([&](soci::session& session) {
        std::int64_t changed = 0;
        session << accounts_sql::update_password, soci::into(changed), soci::use(hash, "password_hash"),
            soci::use(now, "now"), soci::use(account.principal.user_id, "id"),
            soci::use(account.password_hash, "before");
        return session.got_data();
    });
    return is_renewed ? hash : account.password_hash;
}

/// PostgreSQL would read an id only up to a zero byte, and the throttle would count such ids separately.
std::optional<Account> find_attempted(const AccountsContext& context, const std::string& login_id) {
    return find_account(context, is_login_id(login_id) ? login_id : std::string());
}

AttemptedAccount as_attempted(const std::string& login_id, const std::optional<Account>& account) {
    if (!account) return {login_id};
    return {login_id, account->principal.user_id, account->password_hash};
}

/// nullopt if the account was changed while the password was being verified.
std::optional<TokenPair> verify_and_start_session(const AccountsContext& context,
                                                  const std::optional<Account>& account,
                                                  const std::string& password, const Origin& origin) {
    if (!account) {
        context.passwords.verify_dummy(password);
        throw Failure(ErrorCode::sign_in_failed, "unknown id");
    }
    const bool matches = context.passwords.verify(account->password_hash, password);
    if (!matches || !account->active) {
        throw Failure(ErrorCode::sign_in_failed, matches ? "account not active" : "wrong password");
    }
    return start_session(context, account->principal, account->password_hash, origin);
}

}  // namespace

web::Response sign_in(const AccountsContext& context, const web::Request& request) {
    const web::JsonBody body(request, {"id", "password"});
    const auto [id, password] = web::read_fields(body, [](web::BodyFields& fields) {
        return std::array{fields.any_text("id", 0, longest_attempt),
                          fields.any_text("password", 0, longest_attempt)};
    });
    const std::string login_id = unique_key(id);

    auto account = find_attempted(context, login_id);
    const auto attempt = recognize_client(context, request, as_attempted(login_id, account));
    context.throttle.begin(attempt, std::chrono::steady_clock::now());
    const Origin origin = origin_of(request);
    auto tokens = verify_and_start_session(context, account, password, origin);
    if (!tokens) {
        // A concurrent sign-in may have renewed the hash; a changed password is refused now.
        account = find_attempted(context, login_id);
        tokens = verify_and_start_session(context, account, password, origin);
    }
    if (!tokens) throw Failure(ErrorCode::sign_in_failed, "account changed repeatedly");
    context.throttle.succeed(attempt);
    if (context.passwords.needs_rehash(account->password_hash)) {
        account->password_hash = renew_hash(context, *account, password);
    }
    web::Response answer = token_answer(context, *tokens, true);
    remember_client(context, request, as_attempted(login_id, account), answer);
    return answer;
}

}  // namespace trainingzip::api
