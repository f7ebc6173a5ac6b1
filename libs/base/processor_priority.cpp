#include "base/processor_priority.h"

#include <sched.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

namespace trainingzip {

ProcessorPriority parse_processor_priority(std::string_view text) {
    if (text == "normal") return ProcessorPriority::normal;
    if (text == "idle") return ProcessorPriority::idle;
    throw std::invalid_argument("neither normal nor idle: '" + std::string(text) + "'");
}

void set_processor_priority(ProcessorPriority priority) {
    // What the server was started with may be an operator's own choice.
    if (priority == ProcessorPriority::normal) return;
    const sched_param parameters{};
    if (::sched_setscheduler(0, SCHED_IDLE, &parameters) != 0)
        throw std::system_error(errno, std::system_category(), "sched_setscheduler");
}

}  // namespace trainingzip
