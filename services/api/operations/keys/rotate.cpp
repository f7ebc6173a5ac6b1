#include "api/operations/keys/rotate.h"

#include "api/operations/keys/key_answer.h"
#include "auth/user_id.h"

namespace trainingzip::api {

web::Response rotate_keys(const OperationsContext& context, const web::Request& request,
                          const auth::Principal& caller) {
    context.signing_keys.rotate();
    context.verifier.reread();
    context.logger.info("signing_key_rotated", {{"admin_id", auth::user_id_text(caller.user_id)}});
    return key_list_answer(context, request);
}

}  // namespace trainingzip::api
