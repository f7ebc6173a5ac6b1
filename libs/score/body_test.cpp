#include "score/body.h"

#include <gtest/gtest.h>

#include <limits>

#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

TEST(Body, MirrorSwapsSidesByNameAndTwiceIsNothing) {
    const Pose pose = test::drawn({.left_upper_arm = 10});
    const Pose mirror = mirrored(pose);
    EXPECT_DOUBLE_EQ(mirror[right_wrist].x, -pose[left_wrist].x);
    EXPECT_DOUBLE_EQ(mirror[right_wrist].y, pose[left_wrist].y);
    EXPECT_DOUBLE_EQ(mirrored(mirror)[left_wrist].x, pose[left_wrist].x);
}

TEST(Body, NumbersThatAreNoneBecomeMissingJoints) {
    Pose pose = test::drawn({});
    pose[nose].x = std::numeric_limits<double>::quiet_NaN();
    pose[left_eye].y = std::numeric_limits<double>::infinity();
    pose[right_eye].confidence = std::numeric_limits<double>::quiet_NaN();
    pose[left_ear].x = 1e30;
    pose[right_ear].confidence = 7;
    const Pose clean = sanitized(pose);
    for (const Joint joint : {nose, left_eye, right_eye, left_ear}) EXPECT_EQ(clean[joint].confidence, 0);
    EXPECT_EQ(clean[right_ear].confidence, 1);
}

TEST(Body, ScaleFollowsSizeAndNeedsShoulders) {
    const double small = body_scale(test::drawn({}, 0, 0, 50));
    EXPECT_NEAR(body_scale(test::drawn({}, 99, 9, 100)), 2 * small, 1e-9);
    Pose pose = test::drawn({});
    const double whole = body_scale(pose);
    pose[left_hip].confidence = pose[right_hip].confidence = 0;
    EXPECT_NEAR(body_scale(pose), whole, 0.3 * whole);
    pose[left_shoulder].confidence = 0;
    EXPECT_EQ(body_scale(pose), 0);
}

}  // namespace
}  // namespace trainingzip::score
