#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

using namespace test;

constexpr double highest_of_null_players = 10;

Track still(const Track& track, const Pose& pose) {
    return changed(track, [&](TimedPose& timed) { timed.pose = pose; });
}

Pose mean_of(const Track& track) {
    Pose mean;
    for (const auto& [time, pose] : track) {
        for (int joint = 0; joint < joint_count; ++joint) {
            mean[joint].x += pose[joint].x / static_cast<double>(track.size());
            mean[joint].y += pose[joint].y / static_cast<double>(track.size());
            mean[joint].confidence = 0.9;
        }
    }
    return mean;
}

class NullPlayer : public testing::TestWithParam<bool> {
  protected:
    void expect_low(const Track& trainee, double highest_live = highest_of_null_players) {
        const auto outcome = play(trainer_, trainee);
        ASSERT_TRUE(outcome.summary.score);
        EXPECT_LE(*outcome.summary.score, highest_of_null_players);
        EXPECT_LE(outcome.live_mean(), highest_live);
    }

    Track trainer_ = GetParam() ? squats() : sampled(dance, 20, 20);
    Track moving_ = resampled(trainer_, 20);
};

TEST_P(NullPlayer, StandingStill) {
    expect_low(noisy(still(moving_, drawn({})), 2));
    expect_low(still(moving_, trainer_[0].pose));
    expect_low(noisy(still(moving_, trainer_[0].pose), 4));
}

TEST_P(NullPlayer, StandingStillIsLowAtEveryMoment) {
    const auto outcome = play(trainer_, noisy(still(moving_, drawn({})), 2));
    EXPECT_LE(outcome.live_highest(), highest_of_null_players);
    EXPECT_NE(outcome.readings.back().grade, Grade::good);
}

TEST_P(NullPlayer, HoldingTheMeanPose) {
    expect_low(still(moving_, mean_of(moving_)));
    expect_low(noisy(still(moving_, mean_of(moving_)), 4));
}

TEST_P(NullPlayer, HoldingAnyPoseOfTheClip) {
    for (std::size_t i = 0; i < moving_.size(); i += 17) expect_low(still(moving_, moving_[i].pose));
}

TEST_P(NullPlayer, RightPosesAtWrongTimes) {
    auto shuffled = moving_;
    std::vector<Pose> poses;
    for (const auto& timed : moving_) poses.push_back(timed.pose);
    std::shuffle(poses.begin(), poses.end(), std::mt19937(5));
    for (std::size_t i = 0; i < poses.size(); ++i) shuffled[i].pose = poses[i];
    expect_low(shuffled);
}

TEST_P(NullPlayer, AnotherMovement) {
    // It takes some seconds to tell that two movements only happen to go together.
    constexpr double highest_live = 15;
    expect_low(sampled(other_dance, trainer_.back().time, 20), highest_live);
    expect_low(GetParam() ? sampled(dance, 13, 20) : resampled(squats(), 20), highest_live);
}

INSTANTIATE_TEST_SUITE_P(Clips, NullPlayer, testing::Bool(),
                         [](const auto& clip) { return clip.param ? "Squats" : "Dance"; });

}  // namespace
}  // namespace trainingzip::score
