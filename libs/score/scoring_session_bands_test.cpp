#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "score/performers.h"

namespace trainingzip::score {
namespace {

using namespace test;

// The thresholds were chosen on other movements than these: see benchmarks/score/validity.cpp. Bands are
// those of docs/scoring.md, a little wider, since they stand for the mean over clips.
std::vector<Movement> held_out() {
    return {lifted(squats(), "squats"), choreography(31, 1), choreography(32, 0.7), side_lunges(),
            choreography(33, 0.85, false)};
}

Track trainer_of(const Movement& movement) {
    return performed(movement, {.noise_pixels = 1}, 99, Movement::rate);
}

double mean_over_clips(const Performance& performance) {
    double sum = 0;
    const auto clips = held_out();
    for (const auto& movement : clips) {
        const auto trainer = trainer_of(movement);
        for (std::uint32_t seed = 1; seed <= 2; ++seed) {
            sum += score_of(trainer, performed(movement, performance, seed)) / 2;
        }
    }
    return sum / static_cast<double>(clips.size());
}

TEST(Bands, OfLimbsThatAreAllTurned) {
    const std::array<std::pair<double, double>, 6> wanted{
        {{10, 93}, {15, 85}, {20, 74}, {25, 62}, {30, 50}, {45, 20}}};
    double before = 101;
    for (const auto& [degrees, score] : wanted) {
        const double mean = mean_over_clips({.uniform_degrees = degrees, .noise_pixels = 1});
        EXPECT_NEAR(mean, score, 8) << degrees;
        EXPECT_LT(mean, before);
        EXPECT_LT(before - mean, degrees == 45 ? 60 : 20) << degrees;
        before = mean;
    }
}

TEST(Bands, OfSquatDepth) {
    const auto full = resampled(squats(), 20);
    const std::array<std::pair<double, double>, 5> wanted{
        {{1, 100}, {0.75, 88}, {0.5, 62}, {0.25, 34}, {0, 0}}};
    for (const auto& [depth, score] : wanted) {
        EXPECT_NEAR(score_of(squats(), noisy(shallower(full, depth), 1)), score, depth == 0 ? 5 : 12)
            << depth;
    }
    const auto half = play(squats(), noisy(shallower(full, 0.5), 1));
    EXPECT_TRUE(std::any_of(half.readings.begin(), half.readings.end(),
                            [](const Reading& reading) { return reading.advice == Advice::sit_deeper; }));
}

TEST(Bands, OfASquatWithArmsAloneAndWithoutThem) {
    const Movement movement = lifted(squats(), "squats");
    const auto trainer = trainer_of(movement);
    EXPECT_LE(score_of(trainer, performed(movement, {.noise_pixels = 1, .legs = 0})), 40);
    EXPECT_NEAR(score_of(trainer, performed(movement, {.noise_pixels = 1, .arms = 0})), 70, 12);
}

TEST(Bands, OfHalfTheSpeed) {
    for (const auto& movement : held_out()) {
        const auto outcome =
            play(trainer_of(movement), performed(movement, {.noise_pixels = 1, .speed = 0.5}));
        EXPECT_NEAR(outcome.summary.score.value_or(-1), 35, 15) << movement.name;
        EXPECT_TRUE(std::any_of(outcome.readings.begin(), outcome.readings.end(), [](const Reading& reading) {
            return reading.advice == Advice::too_slow;
        })) << movement.name;
    }
}

TEST(Bands, OfLatenessOnBothSides) {
    for (const auto& movement : held_out()) {
        const auto trainer = trainer_of(movement);
        for (const double late : {-0.3, -0.15, 0.0, 0.3, 0.45, 0.6}) {
            const auto outcome =
                play(trainer, performed(movement, {.late_seconds = late, .noise_pixels = 1}));
            EXPECT_NEAR(outcome.summary.lag_seconds.value_or(9), late, 1.2 / 30) << movement.name << late;
            if (std::abs(late) <= 0.3) {
                EXPECT_GE(outcome.summary.score.value_or(-1), 90) << late;
            }
        }
    }
}

TEST(Bands, OfTheCamera) {
    const double straight = mean_over_clips({.noise_pixels = 1});
    EXPECT_GE(straight, 95);
    for (const double yaw : {-30.0, 30.0}) {
        EXPECT_GE(mean_over_clips({.noise_pixels = 1, .camera = {yaw, 0}}), straight - 12) << yaw;
    }
    for (const double yaw : {-45.0, 45.0}) {
        EXPECT_GE(mean_over_clips({.noise_pixels = 1, .camera = {yaw, 0}}), straight - 25) << yaw;
    }
    for (const double pitch : {-20.0, 20.0}) {
        EXPECT_GE(mean_over_clips({.noise_pixels = 1, .camera = {0, pitch}}), straight - 14) << pitch;
    }
}

TEST(Bands, OfThoseWhoTry) {
    const std::array<std::pair<double, double>, 4> wanted{{{90, 100}, {73, 90}, {37, 60}, {15, 38}}};
    for (int performer = 0; performer < 4; ++performer) {
        std::vector<double> scores;
        for (const auto& movement : held_out()) {
            const auto trainer = trainer_of(movement);
            for (std::uint32_t seed = 1; seed <= 4; ++seed) {
                const auto one = drawn_performance(static_cast<Class>(performer), 50 + seed);
                scores.push_back(score_of(trainer, performed(movement, one, seed)));
            }
        }
        const double mean =
            std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
        EXPECT_GE(mean, wanted[performer].first) << class_names[performer];
        EXPECT_LE(mean, wanted[performer].second) << class_names[performer];
    }
}

TEST(Bands, OfThoseWhoDoSomethingElse) {
    for (const auto& movement : held_out()) {
        const auto trainer = trainer_of(movement);
        double sum = 0;
        for (std::uint32_t seed = 1; seed <= 4; ++seed) {
            const auto other =
                choreography(70 + seed, 0.6 + 0.1 * seed, movement.has_legs, movement.seconds());
            sum += score_of(trainer, performed(other, {.noise_pixels = 1})) / 4;
        }
        EXPECT_LE(sum, 6) << movement.name;
        const auto still = performed(movement, {.amplitude_low = 0, .amplitude_high = 0, .noise_pixels = 2});
        EXPECT_LE(score_of(trainer, still), 3) << movement.name;
    }
}

TEST(Bands, WhatIsNotSeenIsNotPraised) {
    const auto upper_body = changed(noisy(resampled(squats(), 20), 1), [](TimedPose& timed) {
        for (const Joint joint : {left_knee, right_knee, left_ankle, right_ankle}) timed.pose[joint] = {};
    });
    const auto outcome = play(squats(), upper_body);
    EXPECT_GT(outcome.summary.score.value_or(-1), 15);
    EXPECT_LT(outcome.summary.score.value_or(100), 60);
    EXPECT_LT(outcome.summary.coverage, 0.6);
    EXPECT_EQ(outcome.readings.back().advice, Advice::legs_not_seen);
}

TEST(Bands, WhoMovesTheOtherWayRoundIsTold) {
    const auto movement = choreography(34, 0.9);
    const auto trainer = trainer_of(movement);
    const auto other_way = changed(performed(movement, {.noise_pixels = 1}),
                                   [](TimedPose& timed) { timed.pose = mirrored(timed.pose); });
    const auto outcome = play(trainer, other_way);
    EXPECT_LT(outcome.summary.score.value_or(0), 20);
    EXPECT_EQ(outcome.readings.back().advice, Advice::turn_mirror);
    for (const auto& reading : play(trainer, other_way, true).readings) {
        EXPECT_NE(reading.advice, Advice::turn_mirror);
    }
}

TEST(Bands, TheFirstReadingComesSoonAfterTheFirstMovement) {
    for (const auto& movement : held_out()) {
        if (movement.name == "squats") continue;
        const auto outcome = play(trainer_of(movement), performed(movement, {.noise_pixels = 1}));
        const auto first = std::find_if(outcome.readings.begin(), outcome.readings.end(),
                                        [](const Reading& reading) { return reading.score.has_value(); });
        ASSERT_NE(first, outcome.readings.end());
        // These stand for the first second.
        EXPECT_LE(first->time, 2.5) << movement.name;
    }
}

}  // namespace
}  // namespace trainingzip::score
