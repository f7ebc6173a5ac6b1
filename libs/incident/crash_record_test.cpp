#include "incident/crash_record.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <thread>

namespace trainingzip::incident {
namespace {

class Crash : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "crashXXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path file() const { return folder_ / "crash_record"; }

    // Runs `deed` in a child that notes one request, and tells what the child left behind.
    std::optional<Incident> after(const std::function<void()>& deed) {
        const pid_t child = fork();
        if (child == 0) {
            std::signal(SIGABRT, SIG_DFL);
            if (dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO) < 0) std::_Exit(3);
            {
                CrashRecord record(file());
                record.install_handlers();
                std::thread([&] {
                    const CrashStack stack;
                    const Activity outer(record, {"job", "", "", "", "", "", "", "", ""});
                    const Activity inner(
                        record, {"request", "0123456789abcdef", "POST", "/trainings?token=abc", "Accept: */*",
                                 "curl/8", "127.0.0.1", "7", "{\"title\":\"a\"}"});
                    deed();
                }).join();
            }
            std::_Exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return CrashRecord::read_last(file(), "api");
    }

    std::filesystem::path folder_;
};

void expect_request(const std::optional<Incident>& incident) {
    ASSERT_TRUE(incident);
    EXPECT_EQ(incident->kind, "crash");
    EXPECT_EQ(incident->server, "api");
    EXPECT_EQ(incident->place, "request");
    EXPECT_EQ(incident->request.method, "POST");
    EXPECT_EQ(incident->request.url, "/trainings");
    EXPECT_EQ(incident->request.parameters, "token=[masked]");
    EXPECT_EQ(incident->request.user, "7");
    EXPECT_EQ(incident->request.body, R"({"title":"a"})");
}

[[gnu::noinline]] void write_to_nowhere() {
    // Not a null pointer: the undefined behaviour sanitizer would stop at that before the processor does.
    auto* const nowhere = reinterpret_cast<volatile int*>(4096);
    *nowhere = 1;
}

[[gnu::noinline]] void throw_length_error() {
    throw std::length_error("too long; password=abc");
}

[[gnu::noinline]] int run_out_of_stack(int depth) {
    volatile char room[4096];
    room[0] = static_cast<char>(depth);
    if (depth < 0) return 0;
    const int deeper = run_out_of_stack(depth + 1);
    return deeper + room[0];
}

TEST_F(Crash, TellsOfASegmentationFaultWithItsPlace) {
    const auto incident = after([] { write_to_nowhere(); });
    expect_request(incident);
    EXPECT_EQ(incident->stack_trace.find("write_to_nowhere"), incident->stack_trace.find("#0 ") + 3)
        << incident->stack_trace;
}

TEST_F(Crash, TellsOfAnAbort) {
    const auto incident = after([] { std::abort(); });
    expect_request(incident);
    EXPECT_EQ(incident->type, "SIGABRT");
}

TEST_F(Crash, TellsOfAnExceptionThatNobodyCaught) {
    // NOLINTNEXTLINE(bugprone-exception-escape): so it should.
    const auto incident = after([]() noexcept { throw_length_error(); });
    expect_request(incident);
    EXPECT_EQ(incident->type, "std::length_error");
    EXPECT_EQ(incident->message, "too long; password=[masked]");
}

TEST_F(Crash, TellsOfAStackOverflow) {
    const auto incident = after([] { run_out_of_stack(0); });
    expect_request(incident);
    EXPECT_NE(incident->stack_trace.find("run_out_of_stack"), std::string::npos) << incident->stack_trace;
}

TEST_F(Crash, TellsOfAKillWithoutTrace) {
    const auto incident = after([] { raise(SIGKILL); });
    ASSERT_TRUE(incident);
    EXPECT_EQ(incident->type, "killed");
    EXPECT_NE(incident->message.find("POST /trainings?token=[masked]"), std::string::npos)
        << incident->message;
}

TEST_F(Crash, SaysNothingOfAGoodEndAndNothingTwice) {
    EXPECT_FALSE(after([] {}));
    EXPECT_TRUE(after([] { std::abort(); }));
    EXPECT_FALSE(CrashRecord::read_last(file(), "api"));
}

TEST_F(Crash, IsNotFooledByAnotherFile) {
    ASSERT_EQ(std::system(("head -c 100000 /dev/zero > '" + file().string() + "'").c_str()), 0);
    EXPECT_FALSE(CrashRecord::read_last(file(), "api"));
}

}  // namespace
}  // namespace trainingzip::incident
