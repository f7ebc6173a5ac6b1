#pragma once

#include <string>

#include "base/error.h"

namespace trainingzip::web {

/// The sentence that explains a field problem to the person who sent the value; a generic one for a problem
/// without its own sentence.
std::string field_problem_text(const FieldProblem& problem, Language language);

}  // namespace trainingzip::web
