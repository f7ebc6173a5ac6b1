#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace trainingzip::upload {

/// How a child process ended.
struct ChildEnd {
    enum class Kind { exited, killed, too_slow, stopped };
    Kind kind = Kind::exited;
    int number = 0;  ///< Exit status, or the signal that killed it.
};

/// Runs a program without a shell, in a process group of its own, with an empty environment, no input, and no
/// open file of ours. Gives each line of its standard output to on_line. At the deadline, or when stop is
/// requested, the whole group is killed. Call from a thread that outlives the child.
///
/// Throws std::system_error when it cannot be started; on_line may throw: the group is killed and the
/// exception goes on, as for a line above 64 KiB.
ChildEnd run_child(const std::vector<std::string>& arguments, std::chrono::milliseconds deadline,
                   const std::stop_token& stop, const std::function<void(std::string_view)>& on_line);

}  // namespace trainingzip::upload
