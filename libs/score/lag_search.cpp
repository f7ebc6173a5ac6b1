#include "score/lag_search.h"

#include <algorithm>
#include <numeric>

namespace trainingzip::score {
namespace {

constexpr double least_prominence = 0.015;
// A new lag must be better than the present one by this much, so that it does not wander.
constexpr double advantage = 0.002;

}  // namespace

void LagSearch::add(double weight, const std::array<double, count>& likeness) {
    if (!(weight > 0)) return;
    weight_ += weight;
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += weight * likeness[i];

    int highest = 0;
    for (int lag = 1; lag < count; ++lag) {
        if (mean(lag) > mean(highest) + 1e-9) highest = lag;
    }
    const double average = std::accumulate(sums_.begin(), sums_.end(), 0.0) / (count * weight_);
    if (mean(highest) - average < least_prominence) return;
    if (!seconds_ || mean(highest) > mean(best_) + advantage) best_ = highest;

    double refined = highest;
    if (highest > 0 && highest + 1 < count) {
        const double before = mean(highest - 1);
        const double after = mean(highest + 1);
        const double curvature = before - 2 * mean(highest) + after;
        if (curvature < -1e-12) refined += std::clamp(0.5 * (before - after) / curvature, -0.5, 0.5);
    }
    seconds_ = refined * step_seconds;
}

void LagSearch::decay(double factor) {
    weight_ *= factor;
    for (auto& sum : sums_) sum *= factor;
}

void LagSearch::reset() {
    sums_ = {};
    weight_ = 0;
}

std::optional<double> LagSearch::seconds() const {
    return seconds_;
}

}  // namespace trainingzip::score
