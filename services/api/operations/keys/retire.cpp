#include "api/operations/keys/retire.h"

#include "api/operations/keys/key_answer.h"
#include "auth/user_id.h"

namespace trainingzip::api {

web::Response retire_key(const OperationsContext& context, const web::Request& request,
                         const auth::Principal& caller) {
    const std::string& id = request.path_parameter("keyId");
    context.signing_keys.retire(id);
    context.verifier.reread();
    context.logger.info("signing_key_retired",
                        {{"key_id", id}, {"admin_id", auth::user_id_text(caller.user_id)}});
    return key_list_answer(context, request);
}

}  // namespace trainingzip::api
