#include "score/repetitions.h"

#include <gtest/gtest.h>

#include "score/performers.h"

namespace trainingzip::score {
namespace {

using namespace test;

std::optional<RepeatedMovement> found_in(const Track& track) {
    const TrainerTrack trainer(track);
    return RepeatedMovement::find(trainer);
}

TEST(Repetitions, AreFoundInATrainersTrackThatRepeats) {
    const auto three = found_in(squats());
    ASSERT_TRUE(three);
    EXPECT_EQ(three->count_until(60), 3);
    const auto made = found_in(performed(squatting(20), {.noise_pixels = 1}));
    ASSERT_TRUE(made);
    EXPECT_NEAR(made->period_seconds(), 3.4, 0.2);
    EXPECT_EQ(made->count_until(60), 5);
    EXPECT_EQ(made->count_until(2.5), 0);
    EXPECT_EQ(made->count_until(4.6), 1);
    const auto jacks = found_in(performed(jumping_jacks(16), {.noise_pixels = 1}));
    ASSERT_TRUE(jacks);
    EXPECT_NEAR(jacks->period_seconds(), 1.4, 0.11);
}

TEST(Repetitions, HaveTheirBeatWhereTheyGoFurthest) {
    const auto made = found_in(performed(squatting(20), {.noise_pixels = 1}));
    ASSERT_TRUE(made);
    ASSERT_EQ(made->beats().size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) {
        const double beat = made->beats()[i];
        EXPECT_EQ(made->count_until(beat - 0.01), static_cast<int>(i));
        EXPECT_NEAR(beat - made->beats()[0], 3.4 * static_cast<double>(i), 0.4);
    }
}

TEST(Repetitions, AreNotFoundWhereNothingRepeats) {
    EXPECT_FALSE(found_in({}));
    EXPECT_FALSE(found_in(performed(choreography(21, 0.9), {})));
    EXPECT_FALSE(found_in(sampled([](double) { return Figure{.left_upper_arm = 0}; }, 20, 20)));
}

TEST(Repetitions, OfTheTraineeAreCountedWithTheirDepth) {
    const auto all = play(squats(), noisy(delayed(squats(), 0.3, 20), 2));
    EXPECT_EQ(all.summary.repetitions, 3);
    EXPECT_EQ(all.summary.asked_repetitions, 3);
    EXPECT_GT(all.summary.depth.value_or(0), 90);
    ASSERT_TRUE(all.summary.period_seconds);

    const auto shallow = play(squats(), noisy(shallower(resampled(squats(), 20), 0.6), 2));
    EXPECT_EQ(shallow.summary.repetitions, 3);
    EXPECT_NEAR(shallow.summary.depth.value_or(0), 60, 15);
}

TEST(Repetitions, OfAStillPersonAreNone) {
    const auto still = noisy(shallower(resampled(squats(), 20), 0), 4);
    EXPECT_EQ(play(squats(), still).summary.repetitions, 0);
    EXPECT_EQ(play(squats(), changed(still, [](TimedPose& timed) { timed.pose = {}; })).summary.repetitions,
              0);
}

TEST(RepetitionCounter, ForgetsACycleThatIsInterrupted) {
    RepetitionCounter counter;
    counter.add(0, 0.9);
    counter.interrupt();
    EXPECT_FALSE(counter.add(1, 0));
    EXPECT_EQ(counter.count(), 0);
    EXPECT_FALSE(counter.add(2, 0.8));
    EXPECT_TRUE(counter.add(3, 0.6));
    EXPECT_FALSE(counter.add(4, 0.7));
    EXPECT_FALSE(counter.add(5, 0.1));
    EXPECT_EQ(counter.count(), 1);
    EXPECT_NEAR(counter.last_depth(), 0.8, 1e-9);
    EXPECT_FALSE(counter.period_seconds());
}

}  // namespace
}  // namespace trainingzip::score
