#include "web/rate_window.h"

#include <gtest/gtest.h>

namespace trainingzip::web {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// 100 bytes a second over 10 seconds.
RateWindow window() {
    return RateWindow({100, seconds(10)});
}

std::int64_t patience_of(const RateWindow& rate) {
    return duration_cast<milliseconds>(rate.remaining_time()).count();
}

TEST(RateWindow, GivesTheFirstBytesOneWindow) {
    RateWindow rate = window();
    EXPECT_EQ(patience_of(rate), 10'000);
    rate.add(seconds(4), 999);
    EXPECT_EQ(patience_of(rate), 6'000);
    rate.add(seconds(5), 1);
    EXPECT_EQ(patience_of(rate), 5'000) << "a thousand bytes came, the first of them after four seconds";
}

TEST(RateWindow, SpeedInThePastEarnsNothing) {
    RateWindow rate = window();
    rate.add(seconds(1), 1'000'000'000);
    EXPECT_EQ(patience_of(rate), 10'000);
    rate.add(seconds(9), 1);
    EXPECT_EQ(patience_of(rate), 1'000);
    rate.add(seconds(1), 1);
    EXPECT_LE(patience_of(rate), 0);
}

TEST(RateWindow, AllowsTheRateItselfForEver) {
    RateWindow rate = window();
    for (int second = 0; second < 10'000; ++second) {
        rate.add(seconds(1), 101);
        ASSERT_GT(patience_of(rate), 0) << second;
    }
}

TEST(RateWindow, EndsATrickleBelowTheRate) {
    RateWindow rate = window();
    int waited = 0;
    while (patience_of(rate) > 0 && waited < 1'000) {
        rate.add(seconds(1), 90);
        ++waited;
    }
    EXPECT_EQ(waited, 10);
}

TEST(RateWindow, EndsWhoBecomesSlowWithinAboutAWindow) {
    RateWindow rate = window();
    for (int tenth = 0; tenth < 1'000; ++tenth) rate.add(milliseconds(100), 1'000);
    int slow = 0;
    while (patience_of(rate) > 0 && slow < 1'000) {
        rate.add(seconds(1), 1);
        ++slow;
    }
    EXPECT_GE(slow, 9);
    EXPECT_LE(slow, 11);
}

}  // namespace
}  // namespace trainingzip::web
