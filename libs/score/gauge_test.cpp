#include "score/gauge.h"

#include <gtest/gtest.h>

namespace trainingzip::score {
namespace {

template <class Curve>
void expect_smooth(Curve&& curve) {
    double before = curve(0.0);
    for (int step = 1; step <= 100; ++step) {
        const double now = curve(step / 100.0);
        EXPECT_GE(now, before);
        EXPECT_LT(now - before, 0.06) << step;
        before = now;
    }
}

TEST(Gauge, CurvesRiseWithoutCliffs) {
    expect_smooth(followed);
    expect_smooth(followed_throughout);
    expect_smooth(held_pose);
    expect_smooth(range_factor);
    expect_smooth(coverage_factor);
    expect_smooth(pace_factor);
    EXPECT_EQ(posture_factor(0), 0);
    EXPECT_EQ(posture_factor(1), 1);
    for (int percent = 5; percent < 100; ++percent) {
        EXPECT_LT(posture_factor(percent / 100.0) - posture_factor((percent - 1) / 100.0), 0.06);
    }
}

TEST(Gauge, TimingIsFreeForAThirdOfASecondOnBothSides) {
    EXPECT_FALSE(timing_of({}));
    for (const double lag : {-0.3, -0.1, 0.0, 0.3}) EXPECT_EQ(timing_of(lag), 100) << lag;
    EXPECT_NEAR(*timing_of(0.6), 50, 1e-9);
    EXPECT_NEAR(*timing_of(-0.4), *timing_of(0.4), 1e-9);
    EXPECT_EQ(timing_of(2), 0);
}

TEST(Gauge, TermsThatAreAbsentCostNothing) {
    EXPECT_EQ(factor_of({}), 1);
    Terms late;
    late.timing = 50;
    EXPECT_LT(factor_of(late), 0.85);
    Terms wavering;
    wavering.stillness = 0;
    EXPECT_LT(factor_of(wavering), 0.75);
    EXPECT_EQ(pace_factor(0), 0);
}

}  // namespace
}  // namespace trainingzip::score
