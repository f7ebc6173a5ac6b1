#include "score/picture.h"

#include <gtest/gtest.h>

#include <cmath>

#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

using test::drawn;

constexpr PictureSize picture{.width = 640, .height = 480};

/// Somebody in the middle of the picture, with one joint elsewhere.
Pose with(Joint joint, double x, double y) {
    Pose pose = drawn({}, 320, 200, 80);
    pose[joint].x = x;
    pose[joint].y = y;
    return pose;
}

double confidence_of(Joint joint, double x, double y, const PictureSize& size = picture) {
    return within_picture(with(joint, x, y), size)[joint].confidence;
}

TEST(Picture, LeavesWhoIsInTheMiddleAsTheyAre) {
    const Pose pose = drawn({}, 320, 200, 80);
    const Pose same = within_picture(pose, picture);
    for (int joint = 0; joint < joint_count; ++joint) {
        EXPECT_EQ(same[joint].x, pose[joint].x);
        EXPECT_EQ(same[joint].confidence, pose[joint].confidence);
    }
}

TEST(Picture, JointsOfTheBodyAtItsEdgeAreNotSeen) {
    for (const Joint joint : {left_shoulder, right_hip, left_knee, right_ankle}) {
        EXPECT_EQ(confidence_of(joint, 320, 478), 0);
        EXPECT_EQ(confidence_of(joint, 320, 2), 0);
        EXPECT_EQ(confidence_of(joint, 3, 240), 0);
        EXPECT_EQ(confidence_of(joint, 637, 240), 0);
        EXPECT_EQ(confidence_of(joint, 320, 520), 0);
        EXPECT_GT(confidence_of(joint, 320, 465), 0);
        EXPECT_GT(confidence_of(joint, 20, 240), 0);
    }
}

TEST(Picture, HandsThatReachOutAreSeenUpToItsEdge) {
    for (const Joint joint : {left_wrist, right_wrist, left_elbow}) {
        EXPECT_GT(confidence_of(joint, 639, 240), 0);
        EXPECT_GT(confidence_of(joint, 320, 1), 0);
        EXPECT_EQ(confidence_of(joint, 655, 240), 0);
        EXPECT_EQ(confidence_of(joint, 320, -4), 0);
    }
}

TEST(Picture, AnUnknownSizeHasNoEdge) {
    EXPECT_GT(confidence_of(left_ankle, 320, 5000, {}), 0);
    EXPECT_GT(confidence_of(left_ankle, -20, 240, {.width = 0, .height = 480}), 0);
    EXPECT_EQ(confidence_of(left_ankle, -20, 479, {.width = 0, .height = 480}), 0);
    EXPECT_GT(confidence_of(left_ankle, -20, 479, {.width = std::nan(""), .height = -1}), 0);
}

}  // namespace
}  // namespace trainingzip::score
