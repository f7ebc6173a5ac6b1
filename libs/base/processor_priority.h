#pragma once

#include <sys/types.h>

#include <string_view>
#include <vector>

namespace trainingzip {

/// Who gets the processor first.
enum class ProcessorPriority {
    normal,
    idle,  ///< Takes only what others leave, and stands aside at once (SCHED_IDLE of sched(7)).
};

/// "normal" or "idle"; throws std::invalid_argument for anything else.
ProcessorPriority parse_processor_priority(std::string_view text);

/// The ids of the threads that the process has now.
std::vector<pid_t> thread_ids();

/// For all threads of the process but those with the ids `kept`, and for the threads and processes that they
/// start from then on. No privilege is needed to take `idle`; throws std::system_error where a sandbox
/// forbids it.
void set_processor_priority(ProcessorPriority priority, const std::vector<pid_t>& kept);

}  // namespace trainingzip
