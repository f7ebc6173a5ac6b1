#include "base/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "media/made_videos.h"
#include "media/worker/options.h"

namespace trainingzip::media {
namespace {

constexpr SandboxLimits limits{60, 4ULL << 30, 1000};

class Sandbox : public test::MadeVideos {};

/// Runs in a child process: _exit code is the number of the first check that failed, 0 when all hold.
[[noreturn]] void check_inside(const std::filesystem::path& readable, const std::filesystem::path& writable) {
    enter_sandbox(limits, {readable}, {writable});
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM) _exit(1);
    if (execl("/bin/true", "true", static_cast<char*>(nullptr)) != -1 || errno != EPERM) _exit(2);
    if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) _exit(3);
    rlimit core{};
    getrlimit(RLIMIT_CORE, &core);
    if (core.rlim_cur != 0) _exit(4);
    if (open(readable.c_str(), O_RDONLY) < 0) _exit(5);
    const int file = open(writable.c_str(), O_WRONLY | O_TRUNC);
    if (file < 0) _exit(6);
    const long landlock = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (landlock >= 1 && open("/etc/passwd", O_RDONLY) >= 0) _exit(10);
    char bytes[2000] = {};
    if (write(file, bytes, sizeof bytes) > 1000) _exit(7);
    if (write(file, bytes, sizeof bytes) != -1 || errno != EFBIG) _exit(8);
    if (getpriority(PRIO_PROCESS, 0) < 10) _exit(9);
    _exit(0);
}

TEST_F(Sandbox, TakesAwayWhatAWorkerDoesNotNeed) {
    const auto readable = make_text("in", "in");
    const auto writable = make_text("", "out");
    EXPECT_EXIT(check_inside(readable, writable), ::testing::ExitedWithCode(0), "");
}

std::optional<WorkerOptions> parse(std::vector<const char*> arguments) {
    return parse_worker_options(arguments);
}

TEST(WorkerOptions, TakesPathsAndLimits) {
    const auto options = parse({"normalise", "/a", "/b", "--seconds=60", "--threads=3"});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->task, WorkerOptions::Task::normalise);
    EXPECT_EQ(options->target, "/b");
    EXPECT_EQ(options->normalise.limits.seconds, 60);
    EXPECT_EQ(options->normalise.threads, 3);
    EXPECT_EQ(parse({"probe", "/a"})->task, WorkerOptions::Task::probe);
    EXPECT_EQ(parse({"frames", "/a", "--slots=1000"})->frames.slots, 128U);
}

TEST(WorkerOptions, RefusesTheRest) {
    EXPECT_FALSE(parse({}));
    EXPECT_FALSE(parse({"probe"}));
    EXPECT_FALSE(parse({"probe", "-a"}));
    EXPECT_FALSE(parse({"probe", "/a", "/b"}));
    EXPECT_FALSE(parse({"normalise", "/a"}));
    EXPECT_FALSE(parse({"frames"}));
    EXPECT_FALSE(parse({"frames", "/a", "/b"}));
    EXPECT_FALSE(parse({"probe", "/a", "--seconds=-1"}));
    EXPECT_FALSE(parse({"probe", "/a", "--seconds=1x"}));
    EXPECT_FALSE(parse({"probe", "/a", "--unknown=1"}));
    EXPECT_FALSE(parse({"probe", ""}));
}

}  // namespace
}  // namespace trainingzip::media
