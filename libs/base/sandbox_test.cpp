#include "base/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/landlock.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace trainingzip {
namespace {

constexpr SandboxLimits limits{60, 4ULL << 30, 1000};

class Sandbox : public ::testing::Test {
  protected:
    Sandbox() {
        std::string pattern = (std::filesystem::temp_directory_path() / "sandbox-test-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        std::ofstream(readable()) << "in";
        std::ofstream{writable()};
    }
    ~Sandbox() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path readable() const { return folder_ / "in"; }
    std::filesystem::path writable() const { return folder_ / "out"; }

  private:
    std::filesystem::path folder_;
};

/// What a child process comes to that enters the sandbox and then does something: its exit code is what that
/// returns. The tests that expect a signal get it only from inside: entering ends in exit code 100 if it
/// fails.
using Inside = std::function<int()>;

[[noreturn]] void run_inside(const std::vector<std::filesystem::path>& readable,
                             const std::vector<std::filesystem::path>& writable, const Inside& inside) {
    try {
        enter_sandbox(limits, readable, writable);
    } catch (const std::exception&) {
        _exit(100);
    }
    _exit(inside());
}

bool has_landlock() {
    return syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

/// 0 when the call has failed with this error.
int fails_with(int error, long result) {
    return result == -1 && errno == error ? 0 : 1;
}

TEST_F(Sandbox, OpensTheFilesNamedAndNoOther) {
    EXPECT_EXIT(run_inside({readable()}, {writable()},
                           [&] {
                               if (open(readable().c_str(), O_RDONLY) < 0) return 1;
                               if (open(writable().c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600) < 0) return 2;
                               return 0;
                           }),
                ::testing::ExitedWithCode(0), "");
    if (!has_landlock()) GTEST_SKIP() << "this kernel has no Landlock";
    EXPECT_EXIT(run_inside({readable()}, {writable()},
                           [&] { return fails_with(EACCES, open("/etc/passwd", O_RDONLY)); }),
                ::testing::ExitedWithCode(0), "");
    EXPECT_EXIT(run_inside({readable()}, {writable()},
                           [&] { return fails_with(EACCES, open(readable().c_str(), O_RDWR)); }),
                ::testing::ExitedWithCode(0), "");
}

TEST_F(Sandbox, OpensNothingForWritingWhereNoWritableFileIsNamed) {
    for (const int flags : {O_WRONLY, O_RDWR, O_RDONLY | O_TRUNC, O_RDONLY | O_CREAT}) {
        EXPECT_EXIT(run_inside({readable()}, {},
                               [&] { return fails_with(ENOSYS, open(readable().c_str(), flags, 0600)); }),
                    ::testing::ExitedWithCode(0), "")
            << flags;
    }
    EXPECT_EQ(std::filesystem::file_size(readable()), 2U);
}

TEST_F(Sandbox, KillsTheProcessForWhatOnlyAnAttackerDoes) {
    const std::array<std::pair<const char*, Inside>, 9> attacks{{
        {"socket", [] { return socket(AF_INET, SOCK_STREAM, 0); }},
        {"local socket", [] { return socket(AF_UNIX, SOCK_STREAM, 0); }},
        {"execve", [] { return execl("/bin/true", "true", static_cast<char*>(nullptr)); }},
        {"ptrace", [] { return static_cast<int>(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
        {"kill", [] { return kill(1, 0); }},
        {"process_vm_writev",
         [] { return static_cast<int>(process_vm_writev(1, nullptr, 0, nullptr, 0, 0)); }},
        {"unshare", [] { return unshare(CLONE_NEWUSER); }},
        {"bpf", [] { return static_cast<int>(syscall(SYS_bpf, 0, nullptr, 0)); }},
        {"io_uring_setup", [] { return static_cast<int>(syscall(SYS_io_uring_setup, 1, nullptr)); }},
    }};
    for (const auto& [name, attack] : attacks) {
        EXPECT_EXIT(run_inside({}, {}, attack), ::testing::KilledBySignal(SIGSYS), "") << name;
    }
}

TEST_F(Sandbox, AnswersAsAnOldKernelToCallsThatAreNotOnTheList) {
    const std::array<std::pair<const char*, Inside>, 8> calls{{
        {"unlink", [&] { return fails_with(ENOSYS, unlink(readable().c_str())); }},
        {"rename", [&] { return fails_with(ENOSYS, rename(readable().c_str(), writable().c_str())); }},
        {"chmod", [&] { return fails_with(ENOSYS, chmod(readable().c_str(), 0777)); }},
        {"memfd_create", [] { return fails_with(ENOSYS, memfd_create("code", 0)); }},
        {"setrlimit",
         [] {
             const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
             return fails_with(ENOSYS, syscall(SYS_prlimit64, 1, RLIMIT_CPU, &more, nullptr));
         }},
        {"another process's limits",
         [] {
             rlimit found{};
             return fails_with(ENOSYS, syscall(SYS_prlimit64, 1, RLIMIT_CPU, nullptr, &found));
         }},
        {"clone3", [] { return fails_with(ENOSYS, syscall(SYS_clone3, nullptr, 0)); }},
        {"no such call", [] { return fails_with(ENOSYS, syscall(100'000)); }},
    }};
    for (const auto& [name, call] : calls) {
        EXPECT_EXIT(run_inside({readable()}, {writable()}, call), ::testing::ExitedWithCode(0), "") << name;
    }
    EXPECT_TRUE(std::filesystem::exists(readable()));
}

TEST_F(Sandbox, StartsThreads) {
    EXPECT_EXIT(run_inside({}, {},
                           [] {
                               int result = 1;
                               std::thread([&] { result = 0; }).join();
                               return result;
                           }),
                ::testing::ExitedWithCode(0), "");
}

TEST_F(Sandbox, ReportsAnAbortAsOne) {
    EXPECT_EXIT(run_inside({}, {}, []() -> int { std::abort(); }), ::testing::KilledBySignal(SIGABRT), "");
}

TEST_F(Sandbox, LimitsTheSizeOfFiles) {
    EXPECT_EXIT(run_inside({}, {writable()},
                           [&] {
                               const int file = open(writable().c_str(), O_WRONLY);
                               const std::array<char, 2000> bytes{};
                               if (write(file, bytes.data(), bytes.size()) != 1000) return 1;
                               return fails_with(EFBIG, write(file, bytes.data(), bytes.size()));
                           }),
                ::testing::ExitedWithCode(0), "");
}

/// The value of a field in /proc/PID/status.
std::string status_of(pid_t process, const std::string& field) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(field + ":\t")) return line.substr(field.size() + 2);
    }
    return "";
}

TEST_F(Sandbox, LastsForTheProcess) {
    std::array<int, 2> entered{};
    std::array<int, 2> finish{};
    ASSERT_EQ(pipe(entered.data()), 0);
    ASSERT_EQ(pipe(finish.data()), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        run_inside({}, {}, [&] {
            char byte = 0;
            if (write(entered[1], &byte, 1) != 1) return 1;
            return static_cast<int>(read(finish[0], &byte, 1)) - 1;
        });
    }
    char byte = 0;
    close(entered[1]);
    EXPECT_EQ(read(entered[0], &byte, 1), 1);
    EXPECT_EQ(status_of(child, "NoNewPrivs"), "1");
    EXPECT_EQ(status_of(child, "Seccomp"), "2");
    EXPECT_GE(getpriority(PRIO_PROCESS, static_cast<id_t>(child)), limits.niceness);
    rlimit core{1, 1};
    EXPECT_EQ(prlimit(child, RLIMIT_CORE, nullptr, &core), 0);
    EXPECT_EQ(core.rlim_max, 0U);
    EXPECT_EQ(write(finish[1], &byte, 1), 1);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    for (const int end : {entered[0], finish[0], finish[1]}) close(end);
}

}  // namespace
}  // namespace trainingzip
