#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /admin/trainings/hidden → 200: a page of the trainings that admins have hidden, as training_list()
/// for owners. Admins only.
web::Response list_hidden_trainings(const CatalogueContext& context, const web::Request& request,
                                    const auth::Principal& caller);

}  // namespace trainingzip::api
