#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// PUT /trainings/{id} {title, body, visibility?, category?, tags?} → 200 with links; owner only (1001).
web::Response update_training(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller);

}  // namespace trainingzip::api
