#include "score/lag_search.h"

#include <gtest/gtest.h>

#include <cmath>

namespace trainingzip::score {
namespace {

std::array<double, LagSearch::count> peak_at(double lag) {
    std::array<double, LagSearch::count> likeness{};
    for (int i = 0; i < LagSearch::count; ++i) likeness[i] = 1 - 0.002 * (i - lag) * (i - lag);
    return likeness;
}

TEST(LagSearch, FindsThePeakBetweenSteps) {
    LagSearch search;
    search.add(1, peak_at(7.3));
    EXPECT_EQ(search.best(), 7);
    ASSERT_TRUE(search.seconds());
    EXPECT_NEAR(*search.seconds(), 7.3 * LagSearch::step_seconds, 1e-9);
}

TEST(LagSearch, SaysNothingWhenNoLagStandsOut) {
    LagSearch search;
    std::array<double, LagSearch::count> flat{};
    flat.fill(0.5);
    search.add(1, flat);
    EXPECT_FALSE(search.seconds());
    EXPECT_EQ(search.best(), 0);
}

TEST(LagSearch, KeepsTheLastLagWhenTheWindowStartsAnew) {
    LagSearch search;
    search.add(1, peak_at(9));
    search.reset();
    EXPECT_EQ(search.best(), 9);
    EXPECT_TRUE(search.seconds());
}

TEST(LagSearch, FollowsAChange) {
    LagSearch search;
    for (int i = 0; i < 50; ++i) search.add(0.1, peak_at(3));
    for (int i = 0; i < 50; ++i) {
        search.decay(0.9);
        search.add(0.1, peak_at(12));
    }
    EXPECT_NEAR(search.best(), 12, 1);
}

}  // namespace
}  // namespace trainingzip::score
