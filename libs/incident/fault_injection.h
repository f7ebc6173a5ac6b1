#pragma once

#include <string_view>

namespace trainingzip::incident {

/// Makes a fault, to try the reports: "throw" (std::logic_error), "crash" (SIGSEGV), "abort", "terminate" (an
/// exception that leaves a noexcept function), "overflow" (of the stack) or "memory" (std::bad_alloc after
/// all that the process may have is taken; the limit is the present size, so nothing else on the machine
/// suffers). Does nothing for another word.
void commit_fault(std::string_view kind);

/// Whether commit_fault() knows the word.
bool is_fault(std::string_view kind);

}  // namespace trainingzip::incident
