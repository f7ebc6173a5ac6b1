#pragma once

#include "api/catalogue/catalogue_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings?page=|cursor=&size=&sort=&search=&category=&tag= → the trainings that are ready and public,
/// newest first.
web::Response list_trainings(const CatalogueContext& context, const web::Request& request);

}  // namespace trainingzip::api
