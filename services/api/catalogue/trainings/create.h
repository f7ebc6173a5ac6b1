#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /trainings {title, body, visibility?, category?, tags?} → 201 with Location, trainingId and links
/// self, profile.
web::Response create_training(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller);

}  // namespace trainingzip::api
