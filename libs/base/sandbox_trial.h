#pragma once

#include "base/sandbox_answer.h"

namespace trainingzip {

/// Enters the sandbox, opens nothing, and prints one line of sandbox_answer.h. Returns the exit status of the
/// program.
int try_sandbox();

}  // namespace trainingzip
