#pragma once

#include <string>
#include <string_view>

namespace trainingzip::incident {

/// Causes a fault, to test the reports: "throw" (std::logic_error), "crash" (SIGSEGV), "abort", "terminate"
/// (an exception that leaves a noexcept function), "overflow" (of the stack) or "memory" (std::bad_alloc
/// after exhausting the memory limit, which is set to the current size so that nothing else on the machine is
/// affected). "throw-0" to "throw-15" throw from different places; "stall" waits for three seconds. Any other
/// word does nothing.
void commit_fault(std::string_view kind);

/// Whether commit_fault() knows the word.
bool is_fault(std::string_view kind);

/// The fault for the job that begins now: the setting itself, or, when that is an absolute path, the first
/// line of the file, which is taken out of it; empty when there is no file or no line.
std::string next_job_fault(const std::string& setting);

}  // namespace trainingzip::incident
