#include "incident/stack_trace.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
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

}  // namespace
}  // namespace trainingzip::incident
