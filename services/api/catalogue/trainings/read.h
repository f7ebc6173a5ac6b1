#pragma once

#include "api/api_state.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings/{id} → the training, a view counted once for each viewer in a while; state, updateTraining
/// and deleteTraining for its owner.
web::Response read_training(ApiContext& context, const web::Request& request, const auth::Principal* caller);

}  // namespace trainingzip::api
