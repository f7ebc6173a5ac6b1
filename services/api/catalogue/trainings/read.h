#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings/{id} → the training, a view counted once for each viewer in a while; state, updateTraining
/// and deleteTraining for its owner.
web::Response read_training(const CatalogueContext& context, const web::Request& request,
                            const auth::Principal* caller);

}  // namespace trainingzip::api
