#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

using namespace test;

void expect_sane(const Reading& reading) {
    auto sane = [](std::optional<double> value) { return !value || (*value >= 0 && *value <= 100.001); };
    EXPECT_TRUE(sane(reading.score));
    EXPECT_TRUE(sane(reading.terms.posture) && sane(reading.terms.timing) && sane(reading.terms.vigour) &&
                sane(reading.terms.stillness) && sane(reading.terms.speed) && sane(reading.last_depth));
    for (const auto& limb : reading.limbs) EXPECT_TRUE(sane(limb.score));
    EXPECT_TRUE(!reading.lag_seconds || (*reading.lag_seconds >= -0.4001 && *reading.lag_seconds <= 0.9001));
    EXPECT_TRUE(reading.coverage >= 0 && reading.coverage <= 1.0001);
    EXPECT_TRUE(std::isfinite(reading.time));
}

TEST(SessionRobustness, DroppedJointsAreNeutral) {
    const auto trainer = squats();
    auto dropped = resampled(trainer, 20);
    std::mt19937 random(7);
    for (auto& timed : dropped) {
        for (auto& joint : timed.pose) {
            if (random() % 10 == 0) joint.confidence = 0;
        }
    }
    const double full = score_of(trainer, resampled(trainer, 20));
    EXPECT_GE(score_of(trainer, dropped), full - 2.5);
    const auto one_arm_hidden = changed(resampled(trainer, 20), [](TimedPose& timed) {
        timed.pose[left_elbow].confidence = timed.pose[left_wrist].confidence = 0;
    });
    EXPECT_GE(score_of(trainer, one_arm_hidden), full - 2.5);
}

TEST(SessionRobustness, NoReadingWhenTooLittleIsSeen) {
    const auto trainee = changed(resampled(squats(), 20), [](TimedPose& timed) {
        if (timed.time < 5) return;
        for (int joint = left_elbow; joint < joint_count; ++joint) timed.pose[joint].confidence = 0;
    });
    const auto outcome = play(squats(), trainee);
    for (const auto& reading : outcome.readings) {
        if (reading.time > 3 && reading.time < 5) {
            EXPECT_TRUE(reading.score);
        }
        if (reading.time < 5.5) continue;
        EXPECT_FALSE(reading.score);
        EXPECT_EQ(reading.advice, Advice::get_in_frame);
    }
}

TEST(SessionRobustness, NobodyIsSaidWithinHalfASecond) {
    const auto trainee = changed(resampled(squats(), 20), [](TimedPose& timed) {
        if (timed.time >= 4) timed.pose = {};
    });
    for (const auto& reading : play(squats(), trainee).readings) {
        if (reading.time < 4.5) continue;
        EXPECT_EQ(reading.advice, Advice::no_person);
        EXPECT_FALSE(reading.score);
    }
}

TEST(SessionRobustness, SaysWhoIsInThePictureWhileTheVideoStandsStill) {
    const auto trainer = squats();
    const TrainerTrack track(trainer);
    ScoringSession session(track, {});
    for (int i = 0; i < 10; ++i) EXPECT_EQ(session.observe(0, {}, {}).advice, Advice::no_person);
    for (int i = 0; i < 12; ++i) session.observe(0, trainer[0].pose, {});
    EXPECT_EQ(session.observe(0, trainer[0].pose, {}).advice, Advice::waiting);
    for (int i = 0; i < 12; ++i) session.observe(0, {}, {});
    EXPECT_EQ(session.observe(0, {}, {}).advice, Advice::no_person);
}

TEST(SessionRobustness, OneEmptyFrameDoesNotFlicker) {
    auto trainee = resampled(squats(), 20);
    trainee[120].pose = {};
    const auto outcome = play(squats(), trainee);
    for (std::size_t i = 100; i < 140; ++i) EXPECT_TRUE(outcome.readings[i].score);
}

TEST(SessionRobustness, NumbersAreNeverNaN) {
    const auto trainer = squats();
    const TrainerTrack track(trainer);
    ScoringSession session(track, {});
    std::mt19937 random(11);
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const std::array<double, 9> odd{std::nan(""), infinite, -infinite, 0, 1e300, -1e300, 1e-300, -5, 3.5};
    for (int i = 0; i < 3000; ++i) {
        Pose pose = trainer[random() % trainer.size()].pose;
        for (auto& joint : pose) {
            if (random() % 4 == 0) joint.x = odd[random() % odd.size()];
            if (random() % 4 == 0) joint.y = odd[random() % odd.size()];
            if (random() % 4 == 0) joint.confidence = odd[random() % odd.size()];
        }
        const double time = random() % 20 == 0 ? odd[random() % odd.size()] : i * 0.03;
        expect_sane(session.observe(time, pose, {odd[random() % odd.size()], odd[random() % odd.size()]}));
    }
}

TEST(SessionRobustness, ATrackWithNobodyGivesNoReading) {
    const TrainerTrack nothing({});
    ScoringSession session(nothing, {});
    for (const auto& timed : squats()) {
        const auto& reading = session.observe(timed.time, timed.pose, {});
        expect_sane(reading);
        EXPECT_FALSE(reading.score);
    }
    EXPECT_FALSE(session.summary().score);
}

TEST(SessionRobustness, APauseKeepsTheScoreAndASeekStartsAnew) {
    const auto trainer = squats();
    const TrainerTrack track(trainer);
    ScoringSession session(track, {.mirror = false});
    const auto trainee = resampled(trainer, 20);
    for (std::size_t i = 0; i < 140; ++i) session.observe(trainee[i].time, trainee[i].pose, {});
    const auto before = session.observe(trainee[140].time, trainee[140].pose, {}).score;
    ASSERT_TRUE(before);
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(session.observe(trainee[140].time, trainee[0].pose, {}).score, before);
    }
    EXPECT_FALSE(session.observe(1, trainee[20].pose, {}).score);
    for (std::size_t i = 21; i < 140; ++i) session.observe(trainee[i].time, trainee[i].pose, {});
    EXPECT_GT(session.summary().score.value_or(0), 95);
}

TEST(SessionRobustness, AStillFigureHasASteadyScore) {
    auto hold = [](double) { return Figure{.left_upper_arm = 0, .right_upper_arm = 180}; };
    auto near = [](double) { return Figure{.left_upper_arm = 22, .right_upper_arm = 160}; };
    const auto outcome = play(sampled(hold, 12, 20), noisy(sampled(near, 12, 20), 2));
    double lowest = 101;
    double highest = -1;
    for (const auto& reading : outcome.readings) {
        if (reading.time < 5) continue;
        ASSERT_TRUE(reading.score);
        lowest = std::min(lowest, *reading.score);
        highest = std::max(highest, *reading.score);
        EXPECT_EQ(reading.grade, outcome.readings.back().grade);
    }
    EXPECT_LE(highest - lowest, 2);
}

}  // namespace
}  // namespace trainingzip::score
