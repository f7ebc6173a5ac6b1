#include "base/rate_limiter.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace trainingzip {
namespace {

using namespace std::chrono_literals;
const RateLimiter::Clock::time_point start = RateLimiter::Clock::time_point{} + 1h;

TEST(RateLimiter, GivesTheFirstUnitsAtOnceAndTheNextWhenThoseArePaidFor) {
    RateLimiter limiter(1000);
    EXPECT_EQ(limiter.reserve(500, start), start);
    EXPECT_EQ(limiter.reserve(250, start), start + 500ms);
    EXPECT_EQ(limiter.reserve(1, start + 100ms), start + 750ms);
}

TEST(RateLimiter, SavesNothingUpWhileNobodyComes) {
    RateLimiter limiter(1000);
    limiter.reserve(100, start);
    EXPECT_EQ(limiter.reserve(100, start + 10s), start + 10s);
    EXPECT_EQ(limiter.reserve(100, start + 10s), start + 10s + 100ms);
}

TEST(RateLimiter, LimitsNothingWithoutARate) {
    RateLimiter limiter(0);
    limiter.reserve(1'000'000'000'000, start);
    EXPECT_EQ(limiter.reserve(1, start), start);
}

TEST(RateLimiter, HoldsThreadsTogetherToTheRate) {
    RateLimiter limiter(10'000);
    const auto begin = RateLimiter::Clock::now();
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < 10; ++j) limiter.wait(100);
            });
        }
    }
    // The last of 40 begins when 39 hundreds are paid for.
    EXPECT_GE(RateLimiter::Clock::now() - begin, 390ms);
}

}  // namespace
}  // namespace trainingzip
