#include "api/operations/incidents/read.h"

#include "api/operations/incidents/incident_answer.h"

namespace trainingzip::api {

web::Response read_incident(const OperationsContext& context, const web::Request& request,
                            const auth::Principal&) {
    return web::Response::hal(incident_answer(request, require_incident(context.incidents, request)));
}

}  // namespace trainingzip::api
