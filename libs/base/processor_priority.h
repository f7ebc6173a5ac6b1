#pragma once

#include <string_view>

namespace trainingzip {

/// Who gets the processor first.
enum class ProcessorPriority {
    normal,
    idle,  ///< Takes only what others leave, and stands aside at once (SCHED_IDLE of sched(7)).
};

/// "normal" or "idle"; throws std::invalid_argument for anything else.
ProcessorPriority parse_processor_priority(std::string_view text);

/// For the calling thread, and the threads and processes that it starts from then on. No privilege is needed
/// to take `idle`; throws std::system_error where a sandbox forbids it.
void set_processor_priority(ProcessorPriority priority);

}  // namespace trainingzip
