#include "base/processor_priority.h"

#include <sched.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

namespace trainingzip {

ProcessorPriority parse_processor_priority(std::string_view text) {
    if (text == "normal") return ProcessorPriority::normal;
    if (text == "idle") return ProcessorPriority::idle;
    throw std::invalid_argument("neither normal nor idle: '" + std::string(text) + "'");
}

std::vector<pid_t> thread_ids() {
    std::vector<pid_t> ids;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task"))
        ids.push_back(std::stoi(entry.path().filename()));
    return ids;
}

void set_processor_priority(ProcessorPriority priority, const std::vector<pid_t>& kept) {
    // What the server was started with may be an operator's own choice.
    if (priority == ProcessorPriority::normal) return;
    const sched_param parameters{};
    // Twice, for what a thread has started before its own turn came.
    for (int pass = 0; pass < 2; ++pass) {
        for (const pid_t id : thread_ids()) {
            if (std::ranges::find(kept, id) != kept.end()) continue;
            // A thread may end meanwhile.
            if (::sched_setscheduler(id, SCHED_IDLE, &parameters) != 0 && errno != ESRCH)
                throw std::system_error(errno, std::system_category(), "sched_setscheduler");
        }
    }
}

}  // namespace trainingzip
