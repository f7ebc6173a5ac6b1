#include "score/one_euro_filter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "score/pose_filter.h"
#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

// With beta 0 it is the plain low-pass of the paper: value += (new - value) / (1 + 1 / (2 pi cutoff dt)).
TEST(OneEuroFilter, IsTheLowPassOfThePaperWithoutBeta) {
    OneEuroFilter filter({.minimum_cutoff = 1, .beta = 0, .derivative_cutoff = 1});
    EXPECT_EQ(filter.filter(10, 0.1), 10);
    const double alpha = 1 / (1 + 1 / (2 * std::numbers::pi * 0.1));
    EXPECT_NEAR(filter.filter(20, 0.1), 10 + alpha * 10, 1e-12);
}

TEST(OneEuroFilter, FollowsFasterWhenMovingFast) {
    OneEuroFilter lazy({.minimum_cutoff = 1, .beta = 0, .derivative_cutoff = 1});
    OneEuroFilter quick({.minimum_cutoff = 1, .beta = 1, .derivative_cutoff = 1});
    double lazy_value = 0;
    double quick_value = 0;
    for (int i = 0; i < 30; ++i) {
        lazy_value = lazy.filter(i * 0.5, 1.0 / 30);
        quick_value = quick.filter(i * 0.5, 1.0 / 30);
    }
    EXPECT_LT(std::abs(14.5 - quick_value), 0.5 * std::abs(14.5 - lazy_value));
}

TEST(PoseFilter, CalmsAStillFigure) {
    const auto still = test::noisy(test::sampled([](double) { return test::Figure{}; }, 4, 30), 3);
    PoseFilter filter;
    double before = 0;
    double after = 0;
    const Pose truth = test::drawn({});
    for (const auto& [time, pose] : still) {
        const Pose calm = filter.filter(time, pose, 85);
        if (time < 1) continue;
        before += std::pow(pose[left_wrist].x - truth[left_wrist].x, 2);
        after += std::pow(calm[left_wrist].x - truth[left_wrist].x, 2);
    }
    EXPECT_LT(after, 0.5 * before);
}

TEST(PoseFilter, StartsAnewAfterAJointWasAway) {
    PoseFilter filter;
    Pose pose = test::drawn({});
    filter.filter(0, pose, 85);
    Pose moved = test::drawn({}, 500, 240);
    EXPECT_NE(filter.filter(0.05, moved, 85)[nose].x, moved[nose].x);
    EXPECT_EQ(filter.filter(1, pose, 85)[nose].x, pose[nose].x);
}

}  // namespace
}  // namespace trainingzip::score
