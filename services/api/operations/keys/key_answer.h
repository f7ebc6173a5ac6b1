#pragma once

#include "api/operations/operations_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// The signing keys as shown to admins; contains no secret.
web::Response key_list_answer(const OperationsContext& context, const web::Request& request);

}  // namespace trainingzip::api
