#include "score/trainer_track.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "score/performers.h"
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
    EXPECT_GT(track.weights()[left_upper_arm], 4 * track.weights()[right_upper_arm]);
    EXPECT_GT(track.weights()[right_thigh], 0);
}

TEST(TrainerTrack, ASquatIsMostlyLegsAndAPunchMostlyArms) {
    auto share_of_legs = [](const test::Track& frames) {
        const TrainerTrack track(frames);
        double all = 0;
        double lower = 0;
        for (int measure = 0; measure < measure_count; ++measure) {
            all += track.weights()[measure];
            if (part_of(measure) == legs) lower += track.weights()[measure];
        }
        return lower / all;
    };
    EXPECT_GT(share_of_legs(test::squats()), 0.55);
    EXPECT_LT(share_of_legs(test::performed(test::punching(), {})), 0.25);
}

TEST(TrainerTrack, WeightsFollowWhatMovesNow) {
    auto first_left_then_right = [](double time) {
        const double swing = 60 * std::sin(3 * time);
        return time < 10 ? test::Figure{.left_upper_arm = swing}
                         : test::Figure{.right_upper_arm = 180 - swing};
    };
    const TrainerTrack track(test::sampled(first_left_then_right, 20, 20));
    EXPECT_GT(track.nearest(5).weights[left_upper_arm], 2 * track.nearest(5).weights[right_upper_arm]);
    EXPECT_LT(track.nearest(15).weights[left_upper_arm], track.nearest(15).weights[right_upper_arm] / 2);
}

TEST(TrainerTrack, StandingTellsLessThanMoving) {
    auto late = [](double time) {
        return time < 10 ? test::Figure{} : test::Figure{.left_upper_arm = 60 * std::sin(3 * time)};
    };
    const TrainerTrack track(test::sampled(late, 20, 20));
    EXPECT_LT(track.nearest(4).activity, 0.1 * track.nearest(15).activity);
}

TEST(TrainerTrack, KnowsAHeldPoseFromStandingAbout) {
    auto hold = [](double time) {
        return time < 5 ? test::Figure{} : test::Figure{.left_upper_arm = 0, .right_upper_arm = 180};
    };
    const TrainerTrack track(test::noisy(test::sampled(hold, 12, 20), 1));
    EXPECT_FALSE(track.nearest(2).held);
    EXPECT_TRUE(track.nearest(9).held);
    const TrainerTrack dancing(test::sampled(test::dance, 12, 20));
    for (double time = 0; time < 12; time += 0.5) EXPECT_FALSE(dancing.nearest(time).held);
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
