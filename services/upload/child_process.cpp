#include "upload/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <system_error>

namespace trainingzip::upload {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t longest_line = 64 * 1024;

void check(int error, const char* what) {
    if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

class Pipe {
  public:
    Pipe() {
        if (pipe2(ends_.data(), O_CLOEXEC) != 0) check(errno, "pipe");
    }
    ~Pipe() {
        close_write();
        close(ends_[0]);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    int read_end() const { return ends_[0]; }
    int write_end() const { return ends_[1]; }
    void close_write() {
        if (ends_[1] >= 0) close(ends_[1]);
        ends_[1] = -1;
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

class SpawnSettings {
  public:
    explicit SpawnSettings(int output) {
        check(posix_spawn_file_actions_init(&actions_), "spawn actions");
        check(posix_spawnattr_init(&attributes_), "spawn attributes");
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
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

/// Never leaves a child behind, running or as a zombie.
class Child {
  public:
    explicit Child(pid_t process) : process_(process) {}
    ~Child() {
        if (process_ > 0) {
            kill_group();
            wait();
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    void kill_group() const { kill(-process_, SIGKILL); }

    ChildEnd wait() {
        int status = 0;
        while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
        process_ = 0;
        if (WIFSIGNALED(status)) return {ChildEnd::Kind::killed, WTERMSIG(status)};
        return {ChildEnd::Kind::exited, WEXITSTATUS(status)};
    }

  private:
    pid_t process_;
};

class Lines {
  public:
    explicit Lines(const std::function<void(std::string_view)>& on_line) : on_line_(on_line) {}

    void take(std::string_view piece) {
        while (!piece.empty()) {
            const auto end = piece.find('\n');
            line_ += piece.substr(0, end);
            if (line_.size() > longest_line) throw std::runtime_error("a line of the child is too long");
            if (end == std::string_view::npos) return;
            on_line_(line_);
            line_.clear();
            piece.remove_prefix(end + 1);
        }
    }

  private:
    const std::function<void(std::string_view)>& on_line_;
    std::string line_;
};

}  // namespace

ChildEnd run_child(const std::vector<std::string>& arguments, std::chrono::milliseconds deadline,
                   const std::stop_token& stop, const std::function<void(std::string_view)>& on_line) {
    Pipe pipe;
    Child child(SpawnSettings(pipe.write_end()).spawn(arguments));
    pipe.close_write();
    const auto end = Clock::now() + deadline;
    Lines lines(on_line);
    std::array<char, 4096> space;
    while (true) {
        if (stop.stop_requested() || Clock::now() > end) {
            child.kill_group();
            child.wait();
            return {stop.stop_requested() ? ChildEnd::Kind::stopped : ChildEnd::Kind::too_slow, 0};
        }
        pollfd waiting{pipe.read_end(), POLLIN, 0};
        constexpr int milliseconds_between_looks = 100;
        if (poll(&waiting, 1, milliseconds_between_looks) <= 0) continue;
        const ssize_t count = read(pipe.read_end(), space.data(), space.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return child.wait();
        lines.take({space.data(), static_cast<std::size_t>(count)});
    }
}

}  // namespace trainingzip::upload
