#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /thumbnail/{id}/suggestions → 200 {suggestions: [{number, _links}], _links}: frames of the video that
/// may become the picture of the training, the best first; owner of the training only (1001).
web::Response list_suggestions(const CatalogueContext& context, const web::Request& request,
                               const auth::Principal& caller);

}  // namespace trainingzip::api
