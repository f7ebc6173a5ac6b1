#include <gtest/gtest.h>

#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

using namespace test;

/// A trainee in the middle of the scale, where a change would show.
Track middling(const Track& trainer) {
    return noisy(distorted(resampled(trainer, 30), 20), 1);
}

class Invariance : public testing::TestWithParam<bool> {
  protected:
    Track trainer_ = GetParam() ? squats() : sampled(dance, 15, 20);
    Track trainee_ = middling(trainer_);
    double score_ = score_of(trainer_, trainee_);
};

TEST_P(Invariance, MiddlingIsMiddling) {
    EXPECT_GT(score_, 40);
    EXPECT_LT(score_, 95);
}

TEST_P(Invariance, OfScaleAndPlace) {
    for (const double scale : {0.5, 0.7, 1.4, 2.0}) {
        const auto moved = changed(trainee_, [&](TimedPose& timed) {
            for (auto& joint : timed.pose) {
                joint.x = scale * joint.x + 211;
                joint.y = scale * joint.y - 97;
            }
        });
        EXPECT_NEAR(score_of(trainer_, moved), score_, 2) << scale;
    }
}

TEST_P(Invariance, OfFrameRate) {
    // A smooth error, since one drawn anew for each frame would itself depend on the frame rate.
    const auto bent = changed(resampled(trainer_, 60), [](TimedPose& timed) {
        for (const auto& [elbow, wrist] :
             {std::pair{left_elbow, left_wrist}, std::pair{right_elbow, right_wrist}}) {
            timed.pose[wrist].x += 0.5 * (timed.pose[wrist].y - timed.pose[elbow].y);
        }
    });
    const double at_60 = score_of(trainer_, bent);
    for (const double rate : {15.0, 24.0, 30.0}) {
        EXPECT_NEAR(score_of(trainer_, resampled(bent, rate)), at_60, 2) << rate;
    }
    EXPECT_NEAR(score_of(resampled(trainer_, 60), bent), at_60, 2);
}

TEST_P(Invariance, OfLimbProportions) {
    for (const double factor : {0.85, 1.15}) {
        const auto stretched = changed(trainee_, [&](TimedPose& timed) {
            const Pose before = timed.pose;
            for (const auto& [upper, middle, end] : {std::tuple{left_shoulder, left_elbow, left_wrist},
                                                     std::tuple{right_shoulder, right_elbow, right_wrist},
                                                     std::tuple{left_hip, left_knee, left_ankle},
                                                     std::tuple{right_hip, right_knee, right_ankle}}) {
                auto follow = [&](Joint from, Joint to) {
                    timed.pose[to].x = timed.pose[from].x + factor * (before[to].x - before[from].x);
                    timed.pose[to].y = timed.pose[from].y + factor * (before[to].y - before[from].y);
                };
                follow(upper, middle);
                follow(middle, end);
            }
        });
        EXPECT_NEAR(score_of(trainer_, stretched), score_, 2) << factor;
    }
}

TEST_P(Invariance, OfNoise) {
    const auto calm = resampled(trainer_, 30);
    const double score = score_of(trainer_, calm);
    for (unsigned seed = 1; seed <= 3; ++seed)
        EXPECT_NEAR(score_of(trainer_, noisy(calm, 4, seed)), score, 2);
}

INSTANTIATE_TEST_SUITE_P(Clips, Invariance, testing::Bool(),
                         [](const auto& clip) { return clip.param ? "Squats" : "Dance"; });

}  // namespace
}  // namespace trainingzip::score
