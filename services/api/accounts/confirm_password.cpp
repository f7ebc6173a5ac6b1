#include "api/accounts/confirm_password.h"

#include <soci/soci.h>

#include "api/accounts/accounts_sql.h"
#include "api/accounts/sessions.h"
#include "base/error.h"

namespace trainingzip::api {

std::string confirm_password(const AccountsContext& context, const auth::Principal& caller,
                             std::string_view password) {
    std::string login_id, hash;
    context.database.with_session([&](soci::session& session) {
        session << accounts_sql::select_password, soci::into(login_id), soci::into(hash),
            soci::use(caller.user_id, "id");
        if (!session.got_data()) throw Failure(ErrorCode::refresh_token_revoked, "the account is gone");
    });
    const SignInThrottle::Attempt attempt{
        login_id, {}, SignInThrottle::Attempt::By::device, caller.session_id};
    context.throttle.begin(attempt, std::chrono::steady_clock::now());
    if (!context.passwords.verify(hash, password)) {
        throw Failure(ErrorCode::password_wrong, "wrong password of a signed-in user");
    }
    context.throttle.succeed(attempt);
    return hash;
}

void refuse_changed_password(const AccountsContext& context, const auth::Principal& caller) {
    // Whoever changed the password meanwhile has ended this session, but for a sign-in that renewed the hash.
    require_active(context, caller);
    throw Failure(ErrorCode::unavailable, "the hash was renewed meanwhile").with_retry_after(1);
}

}  // namespace trainingzip::api
