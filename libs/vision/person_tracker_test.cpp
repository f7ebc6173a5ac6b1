#include "vision/person_tracker.h"

#include <gtest/gtest.h>

namespace trainingzip::vision {
namespace {

constexpr int width = 640;
constexpr int height = 480;

Box standing_at(float x, float size = 200) {
    return {x - size / 4, 240 - size / 2, x + size / 4, 240 + size / 2};
}

/// A pose whose box_of_pose() is about this box.
Pose pose_in(const Box& box, float score = 0.9F) {
    Pose pose;
    const float step = (box.height() / 1.2F) / static_cast<float>(part_count - 1);
    const float half_width = (box.width() - 2 * box.height() / 12) / 2;
    for (std::size_t part = 0; part < part_count; ++part) {
        const float side = part % 2 == 0 ? -half_width : half_width;
        pose[part] = {{box.centre().x + side, box.top + box.height() / 12 + static_cast<float>(part) * step},
                      score};
    }
    return pose;
}

TEST(BoxOfPose, SurroundsTheKeypointsThatAreSeen) {
    Pose pose = pose_in(standing_at(300));
    pose[0] = {{5000, 5000}, 0.05F};
    const auto box = box_of_pose(pose);
    ASSERT_TRUE(box);
    EXPECT_GT(intersection_over_union(*box, standing_at(300)), 0.7F);
}

TEST(BoxOfPose, IsNothingWithoutEnoughKeypoints) {
    EXPECT_FALSE(box_of_pose(Pose{}));
    EXPECT_FALSE(box_of_pose(pose_in(standing_at(300), 0.1F)));
}

TEST(TrainerChoice, TakesTheLargeOneInTheMiddle) {
    TrainerChoice choice(width, height);
    choice.add(std::vector<Detection>{{standing_at(60, 180), 0.9F}, {standing_at(320, 220), 0.85F}});
    EXPECT_EQ(choice.box(), standing_at(320, 220));
}

TEST(TrainerChoice, TakesTheOneSeenInMostFramesNotABriefGiant) {
    TrainerChoice choice(width, height);
    choice.add(std::vector<Detection>{{standing_at(300, 460), 0.6F}});
    for (int i = 0; i < 5; ++i) choice.add(std::vector<Detection>{{standing_at(330, 200), 0.8F}});
    EXPECT_EQ(choice.box(), standing_at(330, 200));
}

TEST(TrainerChoice, IsNobodyWithoutDetections) {
    TrainerChoice choice(width, height);
    choice.add({});
    EXPECT_FALSE(choice.box());
}

class Tracking : public testing::Test {
  protected:
    Tracking() : tracker_(width, height, {}) { tracker_.start(standing_at(200), 0); }
    PersonTracker tracker_;
};

TEST_F(Tracking, FollowsAWalkByThePosesAlone) {
    for (int i = 0; i < 60; ++i) {
        const Box place = standing_at(200 + static_cast<float>(i) * 4);
        EXPECT_TRUE(tracker_.estimated(pose_in(place), i / 30.0));
        EXPECT_GT(intersection_over_union(*tracker_.box(), place), 0.5F) << i;
    }
}

TEST_F(Tracking, AsksForADetectionNowAndThenAndWhenTheTrackIsWeak) {
    EXPECT_FALSE(tracker_.wants_detection(0.1));
    EXPECT_TRUE(tracker_.wants_detection(0.5));
    tracker_.detected({}, 0.5);
    EXPECT_FALSE(tracker_.wants_detection(0.6));
    EXPECT_FALSE(tracker_.estimated(pose_in(standing_at(200), 0.1F), 0.6));
    EXPECT_TRUE(tracker_.wants_detection(0.63));
}

TEST_F(Tracking, AnotherPersonDoesNotTakeOver) {
    tracker_.detected(std::vector<Detection>{{standing_at(450, 300), 0.95F}, {standing_at(205), 0.5F}}, 0.5);
    EXPECT_LT(tracker_.box()->centre().x, 260);
    tracker_.detected(std::vector<Detection>{{standing_at(450, 300), 0.95F}}, 1);
    EXPECT_LT(tracker_.box()->centre().x, 260);
}

TEST_F(Tracking, AfterALongAbsenceAnybodyIsTaken) {
    EXPECT_FALSE(tracker_.estimated(Pose{}, 1));
    tracker_.detected(std::vector<Detection>{{standing_at(450, 300), 0.95F}}, 1);
    EXPECT_LT(tracker_.box()->centre().x, 260) << "not yet";
    EXPECT_FALSE(tracker_.estimated(Pose{}, 3));
    tracker_.detected(std::vector<Detection>{{standing_at(450, 300), 0.95F}}, 3);
    EXPECT_EQ(*tracker_.box(), standing_at(450, 300));
}

TEST_F(Tracking, ForgetsTheTurnWithThePerson) {
    tracker_.turn(1);
    tracker_.estimated(Pose{}, 0.2);
    EXPECT_EQ(tracker_.quarter_turns(), 1) << "a missing pose says nothing";
    tracker_.detected(std::vector<Detection>{{standing_at(450, 300), 0.95F}}, 3);
    EXPECT_EQ(tracker_.quarter_turns(), 0) << "somebody else";
}

TEST(Tracker, KnowsNobodyBeforeTheFirstDetection) {
    PersonTracker tracker(width, height, {});
    EXPECT_TRUE(tracker.wants_detection(0));
    EXPECT_FALSE(tracker.box());
    tracker.detected(std::vector<Detection>{{standing_at(100), 0.5F}}, 0);
    EXPECT_EQ(*tracker.box(), standing_at(100));
}

}  // namespace
}  // namespace trainingzip::vision
