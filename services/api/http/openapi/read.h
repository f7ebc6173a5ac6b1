#pragma once

#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /openapi.json: the document with the address under which it is asked for as its one server.
web::Response read_openapi(const web::Request& request);

}  // namespace trainingzip::api
