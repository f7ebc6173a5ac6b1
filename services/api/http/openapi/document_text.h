#pragma once

#include <string>

namespace trainingzip::api {

/// The OpenAPI document as scripts/openapi puts it together from the fragments beside the endpoints: JSON
/// without spaces. Its source is written while building.
std::string openapi_document_text();

}  // namespace trainingzip::api
