#include "base/processor_priority.h"

#include <gtest/gtest.h>
#include <sched.h>

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

TEST(ProcessorPriority, IsThatOfAThreadAndOfThoseThatItStarts) {
    int before = -1;
    int own = -1;
    int started = -1;
    std::thread([&] {
        set_processor_priority(ProcessorPriority::normal);
        before = ::sched_getscheduler(0);
        set_processor_priority(ProcessorPriority::idle);
        own = ::sched_getscheduler(0);
        std::thread([&] { started = ::sched_getscheduler(0); }).join();
    }).join();
    EXPECT_EQ(before, ::sched_getscheduler(0));
    EXPECT_EQ(own, SCHED_IDLE);
    EXPECT_EQ(started, SCHED_IDLE);
}

}  // namespace
}  // namespace trainingzip
