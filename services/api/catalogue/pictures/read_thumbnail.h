#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /thumbnail/{id} → picture bytes of ?size with an ETag; 3002 when there is none or the training is
/// hidden.
web::Response read_thumbnail(const CatalogueContext& context, const web::Request& request,
                             const auth::Principal* caller);

}  // namespace trainingzip::api
