#pragma once

#include "api/catalogue/trainings/training_filter.h"
#include "database/database.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// A page of the trainings that the filter selects, by ?page or ?cursor, ?size, ?sort, ?search, ?category,
/// ?tag and ?trainer; by default newest first, or the best match for ?search. Throws
/// Failure(parameter_invalid).
web::Response training_list(database::Database& database, const web::Request& request, TrainingFilter filter,
                            bool for_owner);

}  // namespace trainingzip::api
