#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /thumbnail/{id}/suggestions/{number} → 200 JPEG; owner of the training only (1001).
web::Response read_suggestion(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller);

}  // namespace trainingzip::api
