#pragma once

#include <string>

#include "streaming/stored_file.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::streaming {

/// The answer to GET or HEAD of a file: 200, 206 with one part or several, 304, 412 or 416.
web::Response respond(const web::Request& request, const StoredFile& file, const std::string& cache_control);

}  // namespace trainingzip::streaming
