#pragma once

#include "api/operations/operations_context.h"
#include "web/server.h"

namespace trainingzip::api {

/// POST /incidents: an uncaught error of the page: {"type","message","stack","page"}. For
/// everybody, so masked, cut and limited: 429 with Retry-After beyond.
web::Response report_page_error(const OperationsContext& context, const web::Request& request);

}  // namespace trainingzip::api
