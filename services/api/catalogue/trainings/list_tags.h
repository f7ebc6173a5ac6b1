#pragma once

#include "api/catalogue/catalogue_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /tags → the 100 tags with the most trainings that stand in lists, [{tag, trainings}].
web::Response list_tags(const CatalogueContext& context, const web::Request& request);

}  // namespace trainingzip::api
