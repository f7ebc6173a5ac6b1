#include "score/trainer_track.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

TEST(TrainerTrack, NothingToCompareWith) {
    EXPECT_TRUE(TrainerTrack({}).empty());
    const auto nobody = test::changed(test::squats(), [](TimedPose& pose) { pose.pose = {}; });
    EXPECT_TRUE(TrainerTrack(nobody).empty());
    EXPECT_FALSE(TrainerTrack(test::squats()).empty());
}

TEST(TrainerTrack, LeavesOutTimesThatCannotBe) {
    auto track = test::squats();
    const double infinite = std::numeric_limits<double>::infinity();
    for (const double time : {infinite, -1.0, std::nan(""), 1e18}) track.push_back({time, track[0].pose});
    track.push_back({0.5, track[0].pose});
    EXPECT_NEAR(TrainerTrack(track).duration_seconds(), 12.8, 0.04);
}

TEST(TrainerTrack, LimbsThatMoveCountMore) {
    auto wave = [](double time) { return test::Figure{.left_upper_arm = 60 * std::sin(time)}; };
    const TrainerTrack track(test::sampled(wave, 20, 20));
    EXPECT_GT(track.limb_weights()[left_upper_arm], 0.8);
    EXPECT_NEAR(track.limb_weights()[right_thigh], 0.15, 0.01);
}

TEST(TrainerTrack, StandingTellsLessThanSquatting) {
    auto bend = [](double time) {
        return time < 2 ? test::Figure{} : test::Figure{.left_upper_arm = 0, .right_upper_arm = 180};
    };
    const TrainerTrack track(test::sampled(bend, 3, 20));
    EXPECT_LT(track.information(1), 0.75 * track.information(2.8));
}

TEST(TrainerTrack, KnowsAHeldPoseFromStandingAbout) {
    auto hold = [](double time) {
        return time < 5 ? test::Figure{} : test::Figure{.left_upper_arm = 0, .right_upper_arm = 180};
    };
    const TrainerTrack track(test::noisy(test::sampled(hold, 12, 20), 1));
    EXPECT_FALSE(track.held(2));
    EXPECT_TRUE(track.held(9));
    const TrainerTrack dancing(test::sampled(test::dance, 12, 20));
    for (double time = 0; time < 12; time += 0.5) EXPECT_FALSE(dancing.held(time));
}

TEST(TrainerTrack, StandsStillBeforeAndAfterAndInGapsIsUnknown) {
    auto track = test::squats();
    EXPECT_EQ(TrainerTrack(track).at(-5)[trunk].y, TrainerTrack(track).at(0)[trunk].y);
    track.erase(track.begin() + 10, track.begin() + 20);
    EXPECT_EQ(TrainerTrack(track).at(3)[trunk].confidence, 0);
    EXPECT_GT(TrainerTrack(track).at(5)[trunk].confidence, 0);
}

}  // namespace
}  // namespace trainingzip::score
