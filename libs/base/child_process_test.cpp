#include "base/child_process.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string>
#include <thread>

namespace trainingzip {
namespace {

using namespace std::chrono_literals;

struct ShellRun {
    ChildEnd end;
    std::vector<std::string> lines;
};

ShellRun run_shell(const std::string& script, std::chrono::milliseconds deadline = 20s,
                   const std::stop_token& stop = {}) {
    ShellRun run;
    run.end = run_child({"/bin/sh", "-c", script}, deadline, stop,
                        [&](std::string_view line) { run.lines.emplace_back(line); });
    return run;
}

TEST(ChildProcess, GivesLinesAndTheExitStatus) {
    const ShellRun run = run_shell("echo one; echo two; printf unfinished; exit 7");
    EXPECT_EQ(run.end.kind, ChildEnd::Kind::exited);
    EXPECT_EQ(run.end.number, 7);
    EXPECT_EQ(run.lines, (std::vector<std::string>{"one", "two"}));
}

TEST(ChildProcess, HasNothingOfOurs) {
    const int ours = dup(STDERR_FILENO);
    setenv("TRAININGZIP_SECRET", "secret", 1);
    const ShellRun run =
        run_shell("echo \"$TRAININGZIP_SECRET\"; ls /proc/self/fd | wc -l; read line || echo no input");
    unsetenv("TRAININGZIP_SECRET");
    close(ours);
    ASSERT_EQ(run.lines.size(), 3U);
    EXPECT_EQ(run.lines[0], "");
    EXPECT_EQ(run.lines[1], "4") << "input, output, errors, and the folder that ls reads";
    EXPECT_EQ(run.lines[2], "no input");
}

TEST(ChildProcess, TellsTheSignalThatKilledIt) {
    const ShellRun run = run_shell("kill -SEGV $$");
    EXPECT_EQ(run.end.kind, ChildEnd::Kind::killed);
    EXPECT_EQ(run.end.number, SIGSEGV);
}

TEST(ChildProcess, IsKilledWithItsOwnChildrenAtTheDeadline) {
    const ShellRun run = run_shell("sleep 1000 & echo $!; wait", 300ms);
    EXPECT_EQ(run.end.kind, ChildEnd::Kind::too_slow);
    ASSERT_EQ(run.lines.size(), 1U);
    const pid_t grandchild = std::stoi(run.lines[0]);
    // Orphans are waited for by another process, a moment later.
    for (int i = 0; i < 100 && kill(grandchild, 0) == 0; ++i) std::this_thread::sleep_for(10ms);
    std::string state;
    std::ifstream stat("/proc/" + run.lines[0] + "/stat");
    std::getline(stat, state);
    EXPECT_TRUE(state.empty() || state.find(") Z ") != std::string::npos) << state;
}

TEST(ChildProcess, TellsWhetherItIsAtWork) {
    ChildProcess asleep({{"/bin/sh", "-c", "echo; exec sleep 1000"}});
    ChildProcess busy({{"/bin/sh", "-c", "echo; while :; do :; done"}});
    std::string line;
    const auto soon = std::chrono::steady_clock::now() + 20s;
    ASSERT_EQ(asleep.read_line(line, soon, {}), ChildProcess::Event::line);
    ASSERT_EQ(busy.read_line(line, soon, {}), ChildProcess::Event::line);
    // The shell needs a moment to become what sleeps.
    while (asleep.activity().is_at_work && std::chrono::steady_clock::now() < soon)
        std::this_thread::sleep_for(10ms);
    EXPECT_FALSE(asleep.activity().is_at_work);
    EXPECT_TRUE(busy.activity().is_at_work);
    while (busy.activity().processor_time < 50ms && std::chrono::steady_clock::now() < soon)
        std::this_thread::sleep_for(10ms);
    EXPECT_GE(busy.activity().processor_time, 50ms);
    EXPECT_LT(asleep.activity().processor_time, busy.activity().processor_time);
}

TEST(ChildProcess, IsKilledWhenStopIsRequested) {
    std::stop_source stop;
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(100ms);
        stop.request_stop();
    });
    EXPECT_EQ(run_shell("sleep 1000", 20s, stop.get_token()).end.kind, ChildEnd::Kind::stopped);
}

TEST(ChildProcess, PassesExceptionsOnAndLeavesNoChild) {
    EXPECT_THROW(run_child({"/bin/sh", "-c", "echo a; sleep 1000"}, 20s, {},
                           [](std::string_view) { throw std::runtime_error("enough"); }),
                 std::runtime_error);
    EXPECT_THROW(run_shell("head -c 100000 /dev/zero | tr '\\0' a; sleep 1000"), std::runtime_error);
    EXPECT_THROW(run_child({"/does/not/exist"}, 1s, {}, [](std::string_view) {}), std::system_error);
}

}  // namespace
}  // namespace trainingzip
