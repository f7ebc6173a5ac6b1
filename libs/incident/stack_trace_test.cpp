#include "incident/stack_trace.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <thread>

namespace trainingzip::incident {
namespace {

int line_of_throw = 0;

[[gnu::noinline]] void throw_here() {
    line_of_throw = __LINE__ + 1;
    throw std::out_of_range("deep");
}

[[gnu::noinline]] void call_it() {
    throw_here();
    asm volatile("");
}

StackTrace trace_of_a_throw() {
    try {
        call_it();
    } catch (const std::exception& exception) {
        try {
            throw std::runtime_error("while handling");
        } catch (const std::exception&) {
        }
        return trace_of(exception);
    }
    return {};
}

TEST(StackTrace, NamesTheThrowNotTheCatch) {
    const std::vector<Frame> frames = describe(trace_of_a_throw());
    ASSERT_GE(frames.size(), 2U);
    EXPECT_NE(frames[0].function.find("throw_here"), std::string::npos) << to_text(frames);
    EXPECT_NE(frames[0].file.find("stack_trace_test.cpp"), std::string::npos) << to_text(frames);
    EXPECT_NEAR(frames[0].line, line_of_throw, 1);
    EXPECT_NE(frames[1].function.find("call_it"), std::string::npos) << to_text(frames);
}

TEST(StackTrace, CanBeReadFromTheMapOfAnEndedProcess) {
    const StackTrace trace = trace_of_a_throw();
    std::ifstream stream("/proc/self/maps");
    const std::string map{std::istreambuf_iterator<char>(stream), {}};
    const std::vector<Frame> frames = describe(trace, map);
    ASSERT_FALSE(frames.empty());
    EXPECT_NE(frames[0].function.find("throw_here"), std::string::npos) << to_text(frames);
}

TEST(StackTrace, IsKeptPerThread) {
    StackTrace here;
    try {
        call_it();
    } catch (const std::exception& exception) {
        std::thread([] { trace_of_a_throw(); }).join();
        here = trace_of(exception);
    }
    EXPECT_GT(here.depth, 0U);
}

TEST(StackTrace, OfSomethingNeverThrownIsEmpty) {
    EXPECT_EQ(trace_of(std::runtime_error("never")).depth, 0U);
}

struct PipeCloser {
    void operator()(std::FILE* pipe) const { pclose(pipe); }
};

std::string printed_by(const std::filesystem::path& program) {
    const std::string command = '"' + program.string() + '"';
    const std::unique_ptr<std::FILE, PipeCloser> pipe(popen(command.c_str(), "r"));
    std::string text;
    std::array<char, 4096> space{};
    while (const std::size_t count = std::fread(space.data(), 1, space.size(), pipe.get()))
        text.append(space.data(), count);
    return text;
}

TEST(StackTrace, IsWholeInAProgramWhoseDebugInformationLiesBesideIt) {
    const std::filesystem::path program = STRIPPED_PROGRAM;
    const std::string whole = printed_by(program);
    EXPECT_NE(whole.substr(0, whole.find('\n')).find("stripped_program.cpp:9"), std::string::npos) << whole;
    EXPECT_NE(whole.find("#0 "), std::string::npos);
    EXPECT_NE(whole.find("throw_in_the_stripped_program"), std::string::npos) << whole;

    // The program alone knows nothing of it.
    std::string pattern = (std::filesystem::temp_directory_path() / "strippedXXXXXX").string();
    const std::filesystem::path folder = mkdtemp(pattern.data());
    std::filesystem::copy_file(program, folder / program.filename());
    const std::string bare = printed_by(folder / program.filename());
    std::filesystem::remove_all(folder);
    EXPECT_NE(bare.find("#0 "), std::string::npos) << bare;
    EXPECT_EQ(bare.find("stripped_program.cpp"), std::string::npos) << bare;
}

}  // namespace
}  // namespace trainingzip::incident
