#include "api/operations/incidents/receive.h"

namespace trainingzip::api {

web::Response receive_incident(const OperationsContext& context, const web::Request& request) {
    context.service_token.require(request);
    context.incidents.add(incident::parse_incident(request.body), context.now());
    return web::Response::empty(204);
}

}  // namespace trainingzip::api
