#pragma once

#include <string>

#include "base/error.h"

namespace trainingzip::web {

/// What is wrong with a value, as a sentence for the person who sent it; a general one for a problem that has
/// none of its own.
std::string field_problem_text(const FieldProblem& problem, Language language);

}  // namespace trainingzip::web
