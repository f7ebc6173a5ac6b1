#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /profile/{userId}/image, multipart field image → 200 {fileName, fileType, size, _links}; own profile
/// only (1001).
web::Response write_profile_image(const CatalogueContext& context, const web::Request& request,
                                  const auth::Principal& caller);

}  // namespace trainingzip::api
