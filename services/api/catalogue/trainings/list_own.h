#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /me/trainings?page=|cursor=&size=&sort=&search=&category=&tag= → all trainings of the caller, with
/// their state, newest first.
web::Response list_own_trainings(const CatalogueContext& context, const web::Request& request,
                                 const auth::Principal& caller);

}  // namespace trainingzip::api
