#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace trainingzip {

/// How a child process ended.
struct ChildEnd {
    enum class Kind { exited, killed, too_slow, stopped };
    Kind kind = Kind::exited;
    int number = 0;  ///< Exit status, or the signal that killed it.
};

/// For the log: "signal 11", "exit status 1", ...
std::string describe(const ChildEnd& end);

/// What a child process, without those that it has started, does.
struct ChildActivity {
    std::chrono::milliseconds processor_time{};  ///< Used so far.
    /// Whether a thread of it has a processor, or waits for one or for a disk (states R and D of proc(5)).
    bool is_at_work = false;
};

/// What a child process inherits. It gets nothing else: no environment, no other open files.
struct ChildOptions {
    std::vector<std::string> arguments;  ///< The path of the program first.
    int descriptor = -1;                 ///< Becomes descriptor 3 in the child; -1 for none.
    bool has_input = false;              ///< Whether input() is its standard input; otherwise it is empty.
};

/// The descriptor number of ChildOptions::descriptor in the child.
inline constexpr int passed_descriptor = 3;

/// Our end of a child's standard input. Safe to use from several threads, also after the child has ended.
class ChildInput {
  public:
    /// Takes over a connected socket.
    explicit ChildInput(int socket) : socket_(socket) {}
    ~ChildInput();
    ChildInput(const ChildInput&) = delete;
    ChildInput& operator=(const ChildInput&) = delete;

    /// Never blocks. false when the child has exited or does not read.
    bool write(std::string_view bytes) const;

  private:
    const int socket_;
};

/// A program run without a shell, in its own process group. The destructor kills the group and reaps the
/// child, so no process is left behind. Must be used from one thread, which outlives the child.
class ChildProcess {
  public:
    using Time = std::chrono::steady_clock::time_point;
    enum class Event {
        line,      ///< A line was read.
        ended,     ///< The child has closed its output: see wait().
        too_slow,  ///< The deadline has passed.
        stopped,   ///< Stop was requested.
    };

    /// Throws std::system_error when it cannot be started.
    explicit ChildProcess(const ChildOptions& options);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Waits for the next line of its standard output, without '\n'. A final line without '\n' is dropped.
    /// Throws std::runtime_error for a line above 64 KiB.
    Event read_line(std::string& line, Time deadline, const std::stop_token& stop);

    /// nullptr unless ChildOptions::has_input was set.
    const std::shared_ptr<ChildInput>& input() const { return input_; }

    /// Tells a child that is slow from one that hangs.
    ChildActivity activity() const;

    /// Waits until it has ended; at the deadline, or when stop is requested, the group is killed.
    ChildEnd wait(Time deadline, const std::stop_token& stop);

  private:
    void kill_group() const;
    bool has_ended(bool wait_for_it) const;
    /// Kills the group and returns the status of the child.
    int reap();

    pid_t process_ = 0;
    int output_ = -1;
    std::shared_ptr<ChildInput> input_;
    std::string received_;  ///< Read but not yet returned.
};

/// Runs a program to its end, without input, and gives each line of its standard output to on_line. At the
/// deadline, or when stop is requested, the whole group is killed.
///
/// Throws as ChildProcess does; on_line may throw: the group is killed and the exception goes on.
ChildEnd run_child(const std::vector<std::string>& arguments, std::chrono::milliseconds deadline,
                   const std::stop_token& stop, const std::function<void(std::string_view)>& on_line);

}  // namespace trainingzip
