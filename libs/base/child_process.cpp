#include "base/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

namespace trainingzip {

namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::size_t longest_line = 64 * 1024;

void check(int error, const char* what) {
    if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    int number() const { return number_; }
    int release() { return std::exchange(number_, -1); }

  private:
    int number_ = -1;
};

struct Ends {
    Descriptor ours;
    Descriptor theirs;
};

/// The child writes to it, this process reads.
Ends make_output() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) check(errno, "pipe");
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// A socket instead of a pipe: writing to a child that has exited raises no SIGPIPE.
Ends make_input() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) check(errno, "socketpair");
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

class SpawnSettings {
  public:
    SpawnSettings(int input, int output, int passed) {
        check(posix_spawn_file_actions_init(&actions_), "spawn actions");
        check(posix_spawnattr_init(&attributes_), "spawn attributes");
        int kept = STDERR_FILENO;
        if (passed >= 0) {
            posix_spawn_file_actions_adddup2(&actions_, passed, passed_descriptor);
            kept = passed_descriptor;
        }
        if (input >= 0) {
            posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        } else {
            posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        }
        posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&actions_, kept + 1);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes_, &none);
        sigset_t restored;
        sigemptyset(&restored);
        sigaddset(&restored, SIGPIPE);
        posix_spawnattr_setsigdefault(&attributes_, &restored);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_,
                                 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnSettings() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    pid_t spawn(const std::vector<std::string>& arguments) const {
        std::vector<char*> words;
        words.reserve(arguments.size() + 1);
        for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
        words.push_back(nullptr);
        std::array<char*, 1> environment{nullptr};
        pid_t child = 0;
        check(posix_spawn(&child, words.front(), &actions_, &attributes_, words.data(), environment.data()),
              words.front());
        return child;
    }

  private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

/// Of a process with all its threads, or of one of them, as proc(5) tells it; nothing where it is gone.
ChildActivity read_status(const std::filesystem::path& stat_file) {
    std::ifstream file(stat_file);
    std::string text;
    std::getline(file, text);
    // The name, in parentheses, may contain anything.
    const auto name_end = text.rfind(')');
    if (name_end == std::string::npos) return {};
    std::istringstream fields(text.substr(name_end + 1));
    std::string state;
    fields >> state;
    constexpr int fields_before_times = 10;
    std::string skipped;
    for (int i = 0; i < fields_before_times; ++i) fields >> skipped;
    std::int64_t user_ticks = 0;
    std::int64_t system_ticks = 0;
    fields >> user_ticks >> system_ticks;
    return {std::chrono::milliseconds((user_ticks + system_ticks) * 1000 / sysconf(_SC_CLK_TCK)),
            state == "R" || state == "D"};
}

}  // namespace

std::string describe(const ChildEnd& end) {
    switch (end.kind) {
        case ChildEnd::Kind::exited:
            return "exit status " + std::to_string(end.number);
        case ChildEnd::Kind::killed:
            return "signal " + std::to_string(end.number);
        case ChildEnd::Kind::too_slow:
            return "too slow";
        case ChildEnd::Kind::stopped:
            break;
    }
    return "stopped";
}

ChildInput::~ChildInput() {
    close(socket_);
}

bool ChildInput::write(std::string_view bytes) const {
    return send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT) ==
           static_cast<ssize_t>(bytes.size());
}

ChildProcess::ChildProcess(const ChildOptions& options) {
    Ends output = make_output();
    Ends input = options.has_input ? make_input() : Ends{};
    // A descriptor at or below the target number could be overwritten by another dup2 before its own.
    const Descriptor passed(
        options.descriptor < 0 ? -1 : fcntl(options.descriptor, F_DUPFD_CLOEXEC, passed_descriptor + 1));
    if (options.descriptor >= 0 && passed.number() < 0) check(errno, "descriptor of a child");
    process_ = SpawnSettings(input.theirs.number(), output.theirs.number(), passed.number())
                   .spawn(options.arguments);
    output_ = output.ours.release();
    if (options.has_input) input_ = std::make_shared<ChildInput>(input.ours.release());
}

ChildProcess::~ChildProcess() {
    if (process_ > 0) reap();
    close(output_);
}

void ChildProcess::kill_group() const {
    kill(-process_, SIGKILL);
}

ChildProcess::Event ChildProcess::read_line(std::string& line, Time deadline, const std::stop_token& stop) {
    std::array<char, 4096> space;
    std::size_t searched = 0;
    while (true) {
        const auto end = received_.find('\n', searched);
        if (std::min(end, received_.size()) > longest_line) {
            throw std::runtime_error("a line of the child is too long");
        }
        if (end != std::string::npos) {
            line.assign(received_, 0, end);
            received_.erase(0, end + 1);
            return Event::line;
        }
        searched = received_.size();
        if (stop.stop_requested()) return Event::stopped;
        if (SteadyClock::now() > deadline) return Event::too_slow;
        pollfd waiting{output_, POLLIN, 0};
        constexpr int poll_milliseconds = 100;
        if (poll(&waiting, 1, poll_milliseconds) <= 0) continue;
        const ssize_t count = read(output_, space.data(), space.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return Event::ended;
        received_.append(space.data(), static_cast<std::size_t>(count));
    }
}

ChildActivity ChildProcess::activity() const {
    const auto process = std::filesystem::path("/proc") / std::to_string(process_);
    ChildActivity activity = read_status(process / "stat");
    std::error_code error;
    for (std::filesystem::directory_iterator thread(process / "task", error), end; !error && thread != end;
         thread.increment(error))
        activity.is_at_work |= read_status(thread->path() / "stat").is_at_work;
    return activity;
}

ChildEnd ChildProcess::wait(Time deadline, const std::stop_token& stop) {
    constexpr std::chrono::milliseconds poll_interval(2);
    std::optional<ChildEnd::Kind> killed_for;
    while (!has_ended(killed_for.has_value())) {
        if (stop.stop_requested()) {
            killed_for = ChildEnd::Kind::stopped;
        } else if (SteadyClock::now() > deadline) {
            killed_for = ChildEnd::Kind::too_slow;
        }
        if (killed_for) {
            kill_group();
        } else {
            std::this_thread::sleep_for(poll_interval);
        }
    }
    const int status = reap();
    if (killed_for) return {*killed_for, 0};
    if (WIFSIGNALED(status)) return {ChildEnd::Kind::killed, WTERMSIG(status)};
    return {ChildEnd::Kind::exited, WEXITSTATUS(status)};
}

bool ChildProcess::has_ended(bool wait_for_it) const {
    siginfo_t info{};
    // It stays a zombie, so that its process group id cannot be reused.
    const int options = WEXITED | WNOWAIT | (wait_for_it ? 0 : WNOHANG);
    if (waitid(P_PID, static_cast<id_t>(process_), &info, options) != 0) {
        if (errno == EINTR) return false;
        check(errno, "wait for a child");
    }
    return info.si_pid == process_;
}

int ChildProcess::reap() {
    kill_group();
    int status = 0;
    while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = 0;
    return status;
}

ChildEnd run_child(const std::vector<std::string>& arguments, std::chrono::milliseconds deadline,
                   const std::stop_token& stop, const std::function<void(std::string_view)>& on_line) {
    ChildProcess child({arguments, -1, false});
    const auto end = SteadyClock::now() + deadline;
    std::string line;
    while (child.read_line(line, end, stop) == ChildProcess::Event::line) on_line(line);
    return child.wait(end, stop);
}

}  // namespace trainingzip
