#pragma once

#include "api/catalogue/catalogue_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /internal/previews/trainers/{name} → what the gateway puts into the head of the page /trainers/{name}.
/// Throws Failure(user_not_found) for somebody without a public training, as for a nickname that nobody has.
web::Response preview_trainer(const CatalogueContext& context, const web::Request& request);

}  // namespace trainingzip::api
