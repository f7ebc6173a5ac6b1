#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// DELETE /trainings/{id} → 200 with links; owner only (1001). Video, shape, poses, comments and likes go
/// too.
web::Response remove_training(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller);

}  // namespace trainingzip::api
