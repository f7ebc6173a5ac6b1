#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST and DELETE /admin/trainings/{id}/hide → 200, empty: nobody but the owner and admins sees it, or as
/// its owner wants again. Admins only.
web::Response hide_training(const CatalogueContext& context, const web::Request& request,
                            const auth::Principal& caller);
web::Response show_training(const CatalogueContext& context, const web::Request& request,
                            const auth::Principal& caller);

}  // namespace trainingzip::api
