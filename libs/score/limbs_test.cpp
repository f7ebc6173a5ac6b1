#include "score/limbs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "score/limb_lengths.h"
#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

LimbVector pointing(double degrees, double length = 1) {
    const double angle = degrees * std::numbers::pi / 180;
    return {length * std::cos(angle), length * std::sin(angle), 1};
}

Measures measured(const Pose& pose, const Pose& longest) {
    const double size = body_scale(longest);
    const Measures vectors = limb_vectors(longest, size);
    return relative_to(longest_lengths({&vectors, 1}), limb_vectors(pose, size));
}

TEST(Limbs, LikenessFallsAllTheWayWithTheAngle) {
    EXPECT_DOUBLE_EQ(likeness(pointing(20), pointing(20)), 1);
    EXPECT_NEAR(likeness(pointing(0), pointing(25)), std::exp(-1), 0.02);
    double before = 2;
    for (int degrees = 0; degrees <= 180; degrees += 10) {
        const double now = likeness(pointing(0), pointing(degrees));
        EXPECT_LT(now, before);
        before = now;
    }
}

TEST(Limbs, WhatIsForeshortenedIsUnlikeWhatIsNot) {
    EXPECT_NEAR(likeness(pointing(10, 0.5), pointing(10, 0.5)), 1, 1e-9);
    EXPECT_LT(likeness(pointing(10), pointing(10, 0.5)), 0.1);
    // A limb that points at the camera has no direction in the picture.
    EXPECT_GT(likeness(pointing(0, 0.1), pointing(180, 0.1)), 0.75);
}

TEST(Limbs, AreMeasuredInTheirOwnLengths) {
    const Pose pose = test::drawn({.left_forearm = 30});
    const auto limbs = measured(pose, pose);
    EXPECT_NEAR(limbs[left_forearm].x, std::cos(std::numbers::pi / 6), 1e-9);
    EXPECT_NEAR(limbs[trunk].y, -1, 1e-9);
    EXPECT_NEAR(limbs[shoulders].x, 1, 1e-9);
    EXPECT_NEAR(limbs[hip_height].y, 2.5, 0.05);
}

TEST(Limbs, ShortenWhenTheyPointAtTheCameraAndGoWhenAnEndIsHidden) {
    const Pose longest = test::drawn({});
    Pose pose = longest;
    pose[left_wrist].x = pose[left_elbow].x + 2;
    pose[left_wrist].y = pose[left_elbow].y + 2;
    const auto short_one = measured(pose, longest)[left_forearm];
    EXPECT_LT(std::hypot(short_one.x, short_one.y), 0.1);
    EXPECT_GT(depth_of(short_one), 0.9);
    pose[right_wrist].confidence = 0.1;
    EXPECT_EQ(measured(pose, longest)[right_forearm].confidence, 0);
    EXPECT_EQ(limb_vectors(pose, 0)[trunk].confidence, 0);
}

TEST(Limbs, TheHeightOfTheHipsFallsInASquat) {
    const Pose standing = test::drawn({});
    const Pose squatting = test::drawn({.left_thigh = 20, .right_thigh = 160});
    EXPECT_LT(measured(squatting, standing)[hip_height].y, 0.75 * measured(standing, standing)[hip_height].y);
}

TEST(Limbs, OtherSide) {
    EXPECT_EQ(other_side(left_thigh), right_thigh);
    EXPECT_EQ(other_side(right_forearm), left_forearm);
    EXPECT_EQ(other_side(trunk), trunk);
    EXPECT_EQ(other_side(shoulders), shoulders);
    EXPECT_EQ(other_side(hip_height), hip_height);
}

TEST(Limbs, AreMirroredAsThePoseIs) {
    const Pose pose = test::drawn(test::dance(3.3));
    const auto one = mirrored(measured(pose, pose));
    const auto other = measured(mirrored(pose), mirrored(pose));
    for (int measure = 0; measure < measure_count; ++measure) {
        EXPECT_NEAR(one[measure].x, other[measure].x, 1e-9) << measure;
        EXPECT_NEAR(one[measure].y, other[measure].y, 1e-9) << measure;
    }
}

TEST(Limbs, InterpolationKeepsWhatIsSeen) {
    EXPECT_NEAR(interpolated(pointing(0), pointing(90), 0.25).x, 0.75, 1e-9);
    LimbVector hidden;
    EXPECT_EQ(interpolated(hidden, pointing(0), 0.2).confidence, 0);
    EXPECT_EQ(interpolated(hidden, pointing(0), 0.8).confidence, 1);
}

TEST(LengthFinder, FindsOtherProportions) {
    const Pose trainer_pose = test::drawn({});
    const Pose pose = test::drawn({.arm_length = 0.5});
    const Measures trainer_vectors = limb_vectors(trainer_pose, body_scale(trainer_pose));
    const auto trainers = longest_lengths({&trainer_vectors, 1});
    LengthFinder finder(trainers);
    for (int i = 0; i < 400; ++i) {
        finder.add(0.05, limb_vectors(pose, body_scale(pose)), relative_to(trainers, trainer_vectors));
    }
    EXPECT_NEAR(finder.lengths()[left_forearm], 0.5 / 0.6 * trainers[left_forearm], 0.02);
    EXPECT_NEAR(finder.lengths()[left_shin], trainers[left_shin], 0.02);
}

TEST(BodySize, DoesNotShrinkWhenSomebodyBends) {
    BodySize body;
    EXPECT_EQ(body.update(0.1, 0), 0);
    EXPECT_EQ(body.update(0.1, 100), 100);
    for (int i = 0; i < 10; ++i) body.update(0.1, 50);
    EXPECT_GT(body.update(0.1, 0), 90);
    for (int i = 0; i < 10; ++i) body.update(0.1, 150);
    EXPECT_GT(body.update(0.1, 0), 140);
}

}  // namespace
}  // namespace trainingzip::score
