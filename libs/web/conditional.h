#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "web/request.h"

namespace trainingzip::web {

/// The validators of a representation.
struct Validators {
    std::string entity_tag;           ///< Strong, with its quotes (RFC 9110, 8.8.3).
    std::optional<UtcTime> modified;  ///< Whole seconds; nullopt where there is no Last-Modified.
};

/// The result of evaluating the preconditions of a request (RFC 9110, 13.2.2).
enum class Condition {
    proceed,              ///< Answer as without preconditions.
    not_modified,         ///< 304
    precondition_failed,  ///< 412
};

/// Whether If-None-Match names this strong entity tag (with its quotes) or is "*", so that 304 answers GET
/// and HEAD. Compares weakly (RFC 9110, 13.1.2). A value that is malformed names nothing.
bool client_has(const Headers& headers, std::string_view entity_tag);

/// If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since, in the order of precedence.
/// A list of tags that is malformed matches nothing.
Condition evaluate_conditions(const Headers& headers, const Validators& current);

/// Whether a Range header applies (RFC 9110, 13.1.5): there is no If-Range, or its entity tag or date is
/// exactly the current one.
bool is_range_applicable(const Headers& headers, const Validators& current);

}  // namespace trainingzip::web
