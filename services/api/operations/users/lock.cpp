#include "api/operations/users/lock.h"

#include "api/operations/users/user_store.h"
#include "auth/user_id.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response lock_user(const OperationsContext& context, const web::Request& request,
                        const auth::Principal& caller) {
    if (request.path_id("userId", ErrorCode::user_not_found) == caller.user_id) {
        throw Failure(ErrorCode::own_account, "an admin would lock themself out");
    }
    const User user = change_state(context, request, "ACTIVE", "LOCKED");
    context.logger.info("account_locked", {{"user_id", auth::user_id_text(user.id)},
                                           {"admin_id", auth::user_id_text(caller.user_id)}});
    return web::Response::hal(user_answer(request, user));
}

}  // namespace trainingzip::api
