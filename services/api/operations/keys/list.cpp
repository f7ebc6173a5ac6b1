#include "api/keys/list.h"

#include "api/incidents/incident_answer.h"
#include "api/keys/key_answer.h"

namespace trainingzip::api {

web::Response list_keys(ApiContext& context, const web::Request& request, const auth::Principal& caller) {
    require_admin(caller);
    return key_list_answer(context, request);
}

}  // namespace trainingzip::api
