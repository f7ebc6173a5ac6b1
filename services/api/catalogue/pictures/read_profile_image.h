#pragma once

#include "api/catalogue/catalogue_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /profile/{userId}/image → picture bytes of ?size with an ETag; 3002 when there is none.
web::Response read_profile_image(const CatalogueContext& context, const web::Request& request);

}  // namespace trainingzip::api
