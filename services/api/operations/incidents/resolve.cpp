#include "api/operations/incidents/resolve.h"

#include "api/operations/incidents/incident_answer.h"

namespace trainingzip::api {

web::Response resolve_incident(const OperationsContext& context, const web::Request& request,
                               const auth::Principal& caller) {
    const std::int64_t id = require_incident(context.incidents, request).id;
    context.incidents.resolve(id, caller.user_id, context.now());
    return web::Response::hal(incident_answer(request, require_incident(context.incidents, request)));
}

}  // namespace trainingzip::api
