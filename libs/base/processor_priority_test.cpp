#include "base/processor_priority.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <latch>
#include <stdexcept>
#include <thread>

namespace trainingzip {
namespace {

TEST(ProcessorPriority, KnowsItsTwoNamesAndNoOther) {
    EXPECT_EQ(parse_processor_priority("normal"), ProcessorPriority::normal);
    EXPECT_EQ(parse_processor_priority("idle"), ProcessorPriority::idle);
    EXPECT_THROW(parse_processor_priority("Idle"), std::invalid_argument);
    EXPECT_THROW(parse_processor_priority(""), std::invalid_argument);
}

TEST(ProcessorPriority, IsThatOfAllThreadsButThoseKeptAndOfWhatTheyStart) {
    const std::vector<pid_t> kept = thread_ids();
    const int kept_policy = ::sched_getscheduler(0);
    int unchanged = -1;
    int own = -1;
    int earlier = -1;
    int started = -1;
    std::latch is_set(1);
    std::thread waiting([&] {
        is_set.wait();
        earlier = ::sched_getscheduler(0);
    });
    std::thread([&] {
        set_processor_priority(ProcessorPriority::normal, kept);
        unchanged = ::sched_getscheduler(0);
        set_processor_priority(ProcessorPriority::idle, kept);
        own = ::sched_getscheduler(0);
        std::thread([&] { started = ::sched_getscheduler(0); }).join();
        is_set.count_down();
    }).join();
    waiting.join();
    EXPECT_EQ(unchanged, kept_policy);
    EXPECT_EQ(own, SCHED_IDLE);
    EXPECT_EQ(earlier, SCHED_IDLE);
    EXPECT_EQ(started, SCHED_IDLE);
    EXPECT_EQ(::sched_getscheduler(0), kept_policy);
}

}  // namespace
}  // namespace trainingzip
