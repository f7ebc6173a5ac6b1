#include "score/limbs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

LimbDirection pointing(double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    return {std::cos(angle), std::sin(angle), 1};
}

TEST(Limbs, LikenessFallsAllTheWayWithTheAngle) {
    EXPECT_DOUBLE_EQ(likeness(pointing(20), pointing(20)), 1);
    EXPECT_NEAR(likeness(pointing(0), pointing(30)), std::exp(-1), 0.02);
    double before = 2;
    for (int degrees = 0; degrees <= 180; degrees += 10) {
        const double now = likeness(pointing(0), pointing(degrees));
        EXPECT_LT(now, before);
        before = now;
    }
}

TEST(Limbs, DirectionsAreUnitVectors) {
    const Pose pose = test::drawn({.left_forearm = 30});
    const auto limbs = limb_directions(pose, body_scale(pose));
    EXPECT_NEAR(limbs[left_forearm].x, std::cos(std::numbers::pi / 6), 1e-9);
    EXPECT_NEAR(limbs[trunk].y, -1, 1e-9);
    EXPECT_NEAR(limbs[shoulders].x, 1, 1e-9);
    for (const auto& limb : limbs) EXPECT_NEAR(std::hypot(limb.x, limb.y), 1, 1e-9);
}

TEST(Limbs, ConfidenceFallsWithForeshorteningAndHiddenEnds) {
    Pose pose = test::drawn({});
    const double scale = body_scale(pose);
    const double plain = limb_directions(pose, scale)[left_forearm].confidence;
    pose[left_wrist].x = pose[left_elbow].x + 2;
    pose[left_wrist].y = pose[left_elbow].y + 2;
    EXPECT_LT(limb_directions(pose, scale)[left_forearm].confidence, 0.1 * plain);
    pose[right_wrist].confidence = 0.1;
    EXPECT_EQ(limb_directions(pose, scale)[right_forearm].confidence, 0);
    EXPECT_EQ(limb_directions(pose, 0)[trunk].confidence, 0);
}

TEST(Limbs, OtherSide) {
    EXPECT_EQ(other_side(left_thigh), right_thigh);
    EXPECT_EQ(other_side(right_forearm), left_forearm);
    EXPECT_EQ(other_side(trunk), trunk);
    EXPECT_EQ(other_side(shoulders), shoulders);
}

TEST(Limbs, InterpolationStaysOnTheCircle) {
    const auto middle = interpolated(pointing(0), pointing(90), 0.5);
    EXPECT_NEAR(std::atan2(middle.y, middle.x), std::numbers::pi / 4, 1e-9);
    const auto opposite = interpolated(pointing(0), pointing(180), 0.5);
    EXPECT_TRUE(std::isfinite(opposite.x));
    LimbDirection hidden;
    EXPECT_EQ(interpolated(hidden, pointing(0), 0.2).confidence, 0);
}

}  // namespace
}  // namespace trainingzip::score
