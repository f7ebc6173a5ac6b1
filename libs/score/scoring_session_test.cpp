#include "score/scoring_session.h"

#include <gtest/gtest.h>

#include <cmath>

#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

using namespace test;

TEST(ScoringSession, TheTrainerScoresFull) {
    EXPECT_GE(score_of(squats(), resampled(squats(), 30)), 98);
    EXPECT_GE(score_of(sampled(dance, 20, 30), sampled(dance, 20, 30)), 98);
}

TEST(ScoringSession, TheLiveScoreOfWhoSquatsInTimeIsHigh) {
    const auto outcome = play(squats(), noisy(resampled(squats(), 20), 4));
    EXPECT_GT(outcome.live_lowest_after(3), 90);
    EXPECT_EQ(outcome.readings.back().advice, Advice::great);
}

// Spearman's coefficient is 1 exactly when the order is kept, which is what is checked here.
TEST(ScoringSession, ScoreFallsAsTheErrorGrows) {
    for (const auto& trainer : {squats(), sampled(dance, 15, 20)}) {
        double posture_before = 101;
        double score_before = 101;
        for (const double degrees : {0, 6, 12, 18, 24, 30, 40, 50, 60, 75, 90}) {
            const auto outcome = play(trainer, noisy(distorted(resampled(trainer, 20), degrees), 2));
            // What joints tremble counts as the same.
            EXPECT_LE(*outcome.summary.terms.posture, posture_before + (degrees > 60 ? 2 : 0.1)) << degrees;
            EXPECT_LE(*outcome.summary.score, score_before + 1.5) << degrees;
            posture_before = *outcome.summary.terms.posture;
            score_before = *outcome.summary.score;
        }
        EXPECT_LT(score_before, 5);
    }
}

TEST(ScoringSession, LagIsFoundReportedAndForgivenUpToAThirdOfASecond) {
    for (const auto& trainer : {squats(), sampled(dance, 15, 20)}) {
        const double full = score_of(trainer, resampled(trainer, 30));
        for (const double lag : {0.1, 0.2, 0.3, 0.4, 0.5}) {
            const auto outcome = play(trainer, delayed(trainer, lag, 30));
            ASSERT_TRUE(outcome.readings.back().lag_seconds);
            EXPECT_NEAR(*outcome.readings.back().lag_seconds, lag, 1.0 / 30);
            if (lag <= 0.3) {
                EXPECT_GE(*outcome.summary.score, full - 3) << lag;
            }
            if (lag > 0.35) {
                EXPECT_LT(*outcome.summary.terms.timing, 95) << lag;
            }
        }
    }
}

TEST(ScoringSession, SaysWhoIsLate) {
    const auto outcome = play(squats(), noisy(distorted(delayed(squats(), 0.5, 20), 15), 3));
    EXPECT_EQ(outcome.readings.back().advice, Advice::late);
}

TEST(ScoringSession, SmallMovementsHaveLittleVigour) {
    const auto full = resampled(squats(), 20);
    const auto half = changed(full, [&](TimedPose& timed) {
        for (int joint = 0; joint < joint_count; ++joint) {
            timed.pose[joint].x = (timed.pose[joint].x + full[0].pose[joint].x) / 2;
            timed.pose[joint].y = (timed.pose[joint].y + full[0].pose[joint].y) / 2;
        }
    });
    const auto outcome = play(squats(), half);
    EXPECT_LT(*outcome.summary.terms.vigour, 65);
    EXPECT_GT(*play(squats(), full).summary.terms.vigour, 95);
    EXPECT_LT(*outcome.summary.score, 72);
}

TEST(ScoringSession, AHeldPoseAsksForStillness) {
    auto hold = [](double) { return Figure{.left_upper_arm = 0, .right_upper_arm = 180}; };
    auto waver = [](double time) {
        const double angle = 25 * std::sin(5 * time);
        return Figure{.left_upper_arm = angle, .right_upper_arm = 180 + angle};
    };
    const auto trainer = sampled(hold, 10, 20);
    const auto calm = play(trainer, noisy(sampled(hold, 10, 20), 1)).summary;
    const auto wavering = play(trainer, sampled(waver, 10, 20)).summary;
    EXPECT_GE(*calm.score, 98);
    EXPECT_GT(*calm.terms.stillness, 90);
    EXPECT_LT(*wavering.terms.stillness, *calm.terms.stillness - 15);
    EXPECT_LT(*wavering.score, *calm.score - 5);
    EXPECT_LT(score_of(trainer, sampled([](double) { return Figure{}; }, 10, 20)), 10);
}

TEST(ScoringSession, MirrorIsBySideAndMayBeTurnedOff) {
    const auto trainer = sampled(dance, 15, 20);
    const auto mirror_image = changed(trainer, [](TimedPose& timed) { timed.pose = mirrored(timed.pose); });
    EXPECT_NEAR(score_of(trainer, mirror_image, true), score_of(trainer, trainer, false), 1e-6);
    EXPECT_LT(score_of(trainer, mirror_image, false), 20);
    EXPECT_LT(score_of(trainer, trainer, true), 20);
}

TEST(ScoringSession, LimbsAreNamedByTheTraineesOwnSide) {
    const auto trainer = sampled(dance, 10, 20);
    const auto mirror_image = changed(trainer, [](TimedPose& timed) {
        timed.pose = mirrored(timed.pose);
        timed.pose[left_wrist].y = 2 * timed.pose[left_elbow].y - timed.pose[left_wrist].y;
    });
    const auto summary = play(trainer, mirror_image, true).summary;
    EXPECT_LT(*summary.limbs[left_forearm].score, 75);
    EXPECT_GT(*summary.limbs[right_forearm].score, 95);
}

}  // namespace
}  // namespace trainingzip::score
