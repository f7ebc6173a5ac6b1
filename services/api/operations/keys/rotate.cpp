#include "api/operations/keys/rotate.h"

#include "api/operations/incidents/incident_answer.h"
#include "api/operations/keys/key_answer.h"
#include "auth/user_id.h"

namespace trainingzip::api {

web::Response rotate_keys(ApiContext& context, const web::Request& request, const auth::Principal& caller) {
    require_admin(caller);
    context.signing_keys.rotate();
    context.verifier.reread();
    context.logger.info("signing_key_rotated", {{"admin", auth::user_id_text(caller.user_id)}});
    return key_list_answer(context, request);
}

}  // namespace trainingzip::api
