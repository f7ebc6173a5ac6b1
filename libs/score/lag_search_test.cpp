#include "score/lag_search.h"

#include <gtest/gtest.h>

namespace trainingzip::score {
namespace {

/// Fits with a peak at a lag in steps.
std::array<double, LagSearch::count> peak_at(double lag) {
    std::array<double, LagSearch::count> fit{};
    for (int place = 0; place < LagSearch::count; ++place) {
        const double off = LagSearch::steps_of(place) - lag;
        fit[place] = 1 - 0.002 * off * off;
    }
    return fit;
}

TEST(LagSearch, FindsThePeakBetweenStepsOnBothSides) {
    for (const double lag : {-8.7, 0.4, 7.3, 20.2}) {
        LagSearch search;
        search.update(peak_at(lag));
        ASSERT_TRUE(search.seconds());
        EXPECT_NEAR(*search.seconds(), lag * LagSearch::step_seconds, 1e-9);
    }
}

TEST(LagSearch, SaysNothingWhenNoLagStandsOut) {
    LagSearch search;
    std::array<double, LagSearch::count> flat{};
    flat.fill(0.5);
    search.update(flat);
    EXPECT_FALSE(search.seconds());
    EXPECT_EQ(LagSearch::steps_of(search.best()), 0);
}

TEST(LagSearch, FollowsAChangeAndKeepsTheLastWhenNoneStandsOut) {
    LagSearch search;
    search.update(peak_at(3));
    search.update(peak_at(12));
    EXPECT_EQ(LagSearch::steps_of(search.best()), 12);
    search.update({});
    EXPECT_EQ(LagSearch::steps_of(search.best()), 12);
    EXPECT_TRUE(search.seconds());
}

}  // namespace
}  // namespace trainingzip::score
