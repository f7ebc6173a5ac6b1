#pragma once

#include "api/catalogue/catalogue_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /internal/previews/trainings/{id} → what the gateway puts into the head of the page /trainings/{id}.
/// Throws Failure(training_not_found) for a training that is not public or not ready, as for one that does
/// not exist. Whoever asks, it is what everybody may see; it counts no view.
web::Response preview_training(const CatalogueContext& context, const web::Request& request);

}  // namespace trainingzip::api
