#include "score/null_players.h"

#include <gtest/gtest.h>

#include "score/chance_correction.h"

namespace trainingzip::score {
namespace {

LimbDirections arms_up() {
    auto pose = pose_at_rest();
    for (const Limb limb : {left_upper_arm, right_upper_arm, left_forearm, right_forearm}) pose[limb].y *= -1;
    return pose;
}

TEST(NullPlayers, FindThePosesAClipIsMadeOf) {
    std::vector<LimbDirections> moments(60, pose_at_rest());
    moments.insert(moments.end(), 60, arms_up());
    LimbWeights weights;
    weights.fill(1);
    const auto players = null_players(moments, weights);
    auto best = [&](const LimbDirections& pose) {
        double highest = 0;
        for (const auto& player : players)
            highest = std::max(highest, weighted_likeness(player, pose, weights));
        return highest;
    };
    EXPECT_NEAR(best(pose_at_rest()), 1, 1e-9);
    EXPECT_NEAR(best(arms_up()), 1, 1e-9);
}

TEST(NullPlayers, KnowLimbsThatOneMomentHides) {
    auto hidden = arms_up();
    hidden[left_forearm] = {};
    const std::vector<LimbDirections> moments{arms_up(), hidden, hidden, hidden, hidden};
    LimbWeights weights;
    weights.fill(1);
    for (const auto& player : null_players(moments, weights)) EXPECT_EQ(player[left_forearm].confidence, 1);
}

TEST(ChanceCorrection, GivesNothingToTheBestNullPlayerAndAllToTheTrainer) {
    ChanceCorrection null_player;
    ChanceCorrection trainer;
    for (const double likeness : {0.2, 0.9, 0.4}) {
        null_player.add(1, likeness, {0.3, likeness});
        trainer.add(1, 1, {0.3, likeness});
    }
    EXPECT_LT(gauge(null_player.corrected()), 1);
    EXPECT_NEAR(gauge(trainer.corrected()), 100, 1e-9);
}

TEST(ChanceCorrection, IsNothingAndFiniteWhenEmpty) {
    const ChanceCorrection empty;
    EXPECT_EQ(empty.corrected(), 0);
    EXPECT_EQ(empty.likeness(), 0);
    EXPECT_EQ(gauge(-3), 0);
    EXPECT_EQ(gauge(2), 100);
}

}  // namespace
}  // namespace trainingzip::score
