#include "vision/shape_tracker.h"

#include <gtest/gtest.h>

namespace trainingzip::vision {
namespace {

constexpr int width = 640;
constexpr int height = 360;

TEST(ShapeTracker, BeginsWithTheLargeOneInTheMiddle) {
    const ShapeTracker tracker;
    const std::vector<Detection> people{
        {{0, 60, 80, 300}, 0.99F}, {{270, 60, 370, 320}, 0.9F}, {{300, 100, 320, 140}, 0.99F}};
    EXPECT_EQ(tracker.choose_trainer(people, 0.6F, width, height), 1U);
}

TEST(ShapeTracker, DoesNotBeginWithADoubtfulOne) {
    const ShapeTracker tracker;
    const std::vector<Detection> people{{{270, 60, 370, 320}, 0.4F}};
    EXPECT_FALSE(tracker.choose_trainer(people, 0.6F, width, height));
    EXPECT_FALSE(tracker.choose_trainer({}, 0.6F, width, height));
}

TEST(ShapeTracker, StaysWithTheTrainerWhenALargerOneComes) {
    ShapeTracker tracker;
    tracker.seen({100, 60, 180, 320}, 0);
    const std::vector<Detection> people{{{260, 10, 420, 350}, 0.99F}, {{110, 60, 185, 320}, 0.3F}};
    const auto candidates = tracker.candidates(people);
    ASSERT_EQ(candidates.size(), 1U);
    EXPECT_EQ(candidates[0].index, 1U);
}

TEST(ShapeTracker, OffersRivalsWithTheLikeliestFirst) {
    ShapeTracker tracker;
    tracker.seen({100, 60, 180, 320}, 0);
    const std::vector<Detection> people{{{130, 60, 210, 320}, 0.9F}, {{105, 60, 185, 320}, 0.9F}};
    const auto candidates = tracker.candidates(people);
    ASSERT_EQ(candidates.size(), 2U);
    EXPECT_EQ(candidates[0].index, 1U);
    EXPECT_GT(candidates[0].affinity, candidates[1].affinity);
}

TEST(ShapeTracker, LetsGoAfterTheGap) {
    ShapeTracker tracker;
    EXPECT_FALSE(tracker.follows(0));
    tracker.seen({100, 60, 180, 320}, 2.0);
    EXPECT_TRUE(tracker.follows(2.9));
    EXPECT_FALSE(tracker.follows(3.1));
}

}  // namespace
}  // namespace trainingzip::vision
