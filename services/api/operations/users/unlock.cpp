#include "api/operations/users/unlock.h"

#include "api/operations/users/user_store.h"
#include "auth/user_id.h"

namespace trainingzip::api {

web::Response unlock_user(const OperationsContext& context, const web::Request& request,
                          const auth::Principal& caller) {
    const User user = change_state(context, request, "LOCKED", "ACTIVE");
    context.logger.info("account_unlocked", {{"user_id", auth::user_id_text(user.id)},
                                             {"admin_id", auth::user_id_text(caller.user_id)}});
    return web::Response::hal(user_answer(request, user));
}

}  // namespace trainingzip::api
