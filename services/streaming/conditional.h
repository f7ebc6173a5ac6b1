#pragma once

#include "streaming/stored_file.h"
#include "web/request.h"

namespace trainingzip::streaming {

/// What the conditions of a request come to (RFC 9110, 13.2.2).
enum class Condition {
    proceed,              ///< Answer as if there were none.
    not_modified,         ///< 304
    precondition_failed,  ///< 412
};

/// If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since, in the order of precedence.
Condition evaluate_conditions(const web::Headers& headers, const StoredFile& file);

/// Whether Range may be answered with a part (RFC 9110, 13.1.5): there is no If-Range, or its entity tag or
/// date is exactly that of the file.
bool is_range_applicable(const web::Headers& headers, const StoredFile& file);

}  // namespace trainingzip::streaming
