#include <gtest/gtest.h>

#include <algorithm>

#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

using namespace test;

// The landmarks are of one person in three dimensions, so the view is the only thing that differs.
TEST(Separation, WhoSquatsBeforeACameraThatStandsElsewhereStillDoesWell) {
    for (const double degrees : {-30.0, -20.0, -10.0, 10.0, 20.0}) {
        const auto trainee = noisy(resampled(squats_seen_from(degrees), 20), 2);
        EXPECT_GT(score_of(squats(), trainee), 75) << degrees;
    }
}

/// The share of pairs in which the good one has the higher score: the area under the ROC curve.
double area_under_curve(const std::vector<double>& good, const std::vector<double>& bad) {
    double higher = 0;
    for (const double a : good) {
        for (const double b : bad) higher += a > b ? 1 : a == b ? 0.5 : 0;
    }
    return higher / static_cast<double>(good.size() * bad.size());
}

Track at_speed(const Track& track, double factor, double frames_per_second) {
    return resampled(changed(track, [&](TimedPose& timed) { timed.time /= factor; }), frames_per_second);
}

TEST(Separation, OfGoodFromBadIsNearlyComplete) {
    std::vector<double> good;
    std::vector<double> bad;
    for (const auto& trainer : {squats(), sampled(dance, 15, 20)}) {
        const auto plain = resampled(trainer, 20);
        for (unsigned seed = 1; seed <= 4; ++seed) {
            good.push_back(score_of(trainer, noisy(distorted(plain, 12, seed), 4, seed)));
            good.push_back(score_of(trainer, noisy(distorted(delayed(trainer, 0.25, 20), 8, seed), 4, seed)));
            bad.push_back(score_of(trainer, noisy(distorted(plain, 35, seed), 4, seed)));
            bad.push_back(score_of(trainer, noisy(distorted(delayed(trainer, 1.3, 20), 20, seed), 4, seed)));
            bad.push_back(score_of(trainer, noisy(at_speed(trainer, 0.6, 20), 4, seed)));
        }
    }
    EXPECT_GE(area_under_curve(good, bad), 0.95);
    EXPECT_GT(*std::min_element(good.begin(), good.end()), 60);
}

}  // namespace
}  // namespace trainingzip::score
