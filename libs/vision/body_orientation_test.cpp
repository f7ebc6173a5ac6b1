#include "vision/body_orientation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace trainingzip::vision {
namespace {

struct BodyPart {
    Part left;
    Part right;
    float height;  ///< Above the hips.
};

/// Somebody who leans clockwise from upright by this angle at the hips, and whose legs lean by the other.
Pose leaning(float trunk_degrees, float leg_degrees) {
    constexpr BodyPart parts[] = {{left_shoulder, right_shoulder, 50},
                                  {left_hip, right_hip, 0},
                                  {left_knee, right_knee, -45},
                                  {left_ankle, right_ankle, -90}};
    Pose pose;
    for (const BodyPart& part : parts) {
        const float degrees = part.height > 0 ? trunk_degrees : leg_degrees;
        const float angle = degrees * std::numbers::pi_v<float> / 180;
        const Point middle{200 + part.height * std::sin(angle), 200 - part.height * std::cos(angle)};
        for (const auto& [side, sign] : {std::pair{part.left, 1.0F}, std::pair{part.right, -1.0F}}) {
            const Point position{middle.x + sign * 15 * std::cos(angle),
                                 middle.y + sign * 15 * std::sin(angle)};
            pose[side] = {position, 0.9F};
        }
    }
    return pose;
}

TEST(QuarterTurns, AreTheNearestToTheBody) {
    for (int turns = 0; turns < 4; ++turns) {
        for (const float lean : {-28.0F, 0.0F, 28.0F}) {
            const float degrees = 90 * static_cast<float>(turns) + lean;
            EXPECT_EQ(quarter_turns_of(leaning(degrees, degrees), (turns + 2) % 4), turns) << lean;
        }
    }
}

TEST(QuarterTurns, StayWhileTheBodyLeansToAndFro) {
    EXPECT_EQ(quarter_turns_of(leaning(55, 55), 0), 0);
    EXPECT_EQ(quarter_turns_of(leaning(35, 35), 1), 1);
    EXPECT_EQ(quarter_turns_of(leaning(65, 65), 0), 1);
}

TEST(QuarterTurns, StayWhereOnlyTheTrunkGoesDown) {
    EXPECT_EQ(quarter_turns_of(leaning(100, 0), 0), 0) << "hands to the floor";
}

TEST(QuarterTurns, GoByTheTrunkWhereTheLegsAreNotSeen) {
    Pose pose = leaning(90, 90);
    for (const Part part : {left_ankle, right_ankle}) pose[part].score = 0.1F;
    EXPECT_EQ(quarter_turns_of(pose, 0), 1);
}

TEST(QuarterTurns, StayWhereTooLittleIsSeen) {
    Pose pose = leaning(180, 180);
    for (const Part part : {left_hip, right_hip}) pose[part].score = 0.1F;
    EXPECT_EQ(quarter_turns_of(pose, 3), 3);
    EXPECT_EQ(quarter_turns_of(Pose{}, 2), 2);
}

}  // namespace
}  // namespace trainingzip::vision
