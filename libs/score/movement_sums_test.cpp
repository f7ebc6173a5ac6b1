#include "score/movement_sums.h"

#include <gtest/gtest.h>

#include <cmath>

namespace trainingzip::score {
namespace {

/// Trainer and trainee swing the left upper arm; the trainee so far and by so much later, in radians.
MovementSums swung(double extent, double later) {
    MovementSums sums;
    MeasureWeights weights;
    weights.fill(1);
    for (int i = 0; i < 400; ++i) {
        const double phase = i * 0.05;
        Measures trainer{};
        Measures trainee{};
        trainer[left_upper_arm] = {0.5 * std::sin(phase), 0.5, 1};
        trainee[left_upper_arm] = {0.5 * extent * std::sin(phase - later), 0.6, 1};
        sums.add(0.05, weights, trainer, trainee);
    }
    return sums;
}

TEST(MovementSums, CorrelationIsThatOfTheMovements) {
    EXPECT_GT(swung(1, 0).all().correlation(), 0.97);
    EXPECT_GT(swung(0.5, 0).all().correlation(), 0.95);
    EXPECT_NEAR(swung(1, 1).all().correlation(), std::cos(1), 0.05);
    EXPECT_LT(swung(1, 3.1).all().correlation(), -0.95);
    EXPECT_NEAR(swung(0, 0).all().correlation(), 0, 1e-9);
}

TEST(MovementSums, RangeIsThatOfTheTrainee) {
    EXPECT_NEAR(swung(1, 0).all().range(), 1, 1e-9);
    EXPECT_NEAR(swung(0.5, 0).all().range(), 0.55, 0.03);
    EXPECT_NEAR(swung(2, 0).all().range(), 1, 1e-9);
    EXPECT_NEAR(swung(0, 0).all().range(), 0, 1e-9);
}

TEST(MovementSums, AreKeptApartByPart) {
    const auto sums = swung(1, 0);
    EXPECT_GT(sums.of(arms).share_of_movement(), 0.7);
    EXPECT_EQ(sums.of(legs).weight, 0);
    EXPECT_EQ(MovementSums().all().correlation(), 0);
    EXPECT_EQ(MovementSums().all().range(), 1);
}

}  // namespace
}  // namespace trainingzip::score
