#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "web/request.h"

namespace trainingzip::web {

/// What tells one version of a representation from another.
struct Validators {
    std::string entity_tag;           ///< Strong, with its quotes (RFC 9110, 8.8.3); no comma in it.
    std::optional<UtcTime> modified;  ///< Whole seconds; nullopt where there is no Last-Modified.
};

/// What the conditions of a request come to (RFC 9110, 13.2.2).
enum class Condition {
    proceed,              ///< Answer as if there were none.
    not_modified,         ///< 304
    precondition_failed,  ///< 412
};

/// If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since, in the order of precedence.
Condition evaluate_conditions(const Headers& headers, const Validators& current);

/// Whether Range may be answered with a part (RFC 9110, 13.1.5): there is no If-Range, or its entity tag or
/// date is exactly the current one.
bool is_range_applicable(const Headers& headers, const Validators& current);

}  // namespace trainingzip::web
