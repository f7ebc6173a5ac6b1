#include "api/operations/keys/list.h"

#include "api/operations/incidents/incident_answer.h"
#include "api/operations/keys/key_answer.h"

namespace trainingzip::api {

web::Response list_keys(ApiContext& context, const web::Request& request, const auth::Principal& caller) {
    require_admin(caller);
    return key_list_answer(context, request);
}

}  // namespace trainingzip::api
