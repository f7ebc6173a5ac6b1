#pragma once

#include <cstdint>
#include <string_view>

#include "api/api_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// A page of the trainings that meet a condition of trainings_sql.h about this user (0: nobody), as
/// ?page, ?size, ?sort and ?search ask; newest first without ?sort. Throws Failure(parameter_invalid).
web::Response training_list(ApiContext& context, const web::Request& request, std::string_view condition,
                            std::int64_t user_id, bool with_state);

}  // namespace trainingzip::api
