#include "api/accounts/confirm_password.h"

#include <soci/soci.h>

#include "api/accounts/accounts_sql.h"
#include "base/error.h"

namespace trainingzip::api {

std::string confirm_password(ApiContext& context, std::int64_t user_id, std::string_view password,
                             std::string_view address) {
    std::string login_id, hash;
    context.database.with_session([&](soci::session& session) {
        session << accounts_sql::select_password, soci::into(login_id), soci::into(hash),
            soci::use(user_id, "id");
        if (!session.got_data()) throw Failure(ErrorCode::refresh_token_revoked, "the account is gone");
    });
    context.throttle.begin(login_id, address, std::chrono::steady_clock::now());
    if (!context.passwords.verify(hash, password)) {
        throw Failure(ErrorCode::password_wrong, "wrong password of a signed-in user");
    }
    context.throttle.succeed(login_id, address);
    return hash;
}

}  // namespace trainingzip::api
