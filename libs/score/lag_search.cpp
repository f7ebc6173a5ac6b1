#include "score/lag_search.h"

#include <algorithm>
#include <numeric>

namespace trainingzip::score {
namespace {

constexpr double least_prominence = 0.015;
// A new lag must be better than the present one by this much, so that it does not wander.
constexpr double advantage = 0.001;

}  // namespace

void LagSearch::update(const std::array<double, count>& fit) {
    const auto highest = static_cast<int>(std::max_element(fit.begin(), fit.end()) - fit.begin());
    const double average = std::accumulate(fit.begin(), fit.end(), 0.0) / count;
    if (fit[highest] - average < least_prominence) return;
    if (!seconds_ || fit[highest] > fit[best_] + advantage) best_ = highest;

    double refined = steps_of(highest);
    if (highest > 0 && highest + 1 < count) {
        const double before = fit[highest - 1];
        const double after = fit[highest + 1];
        const double curvature = before - 2 * fit[highest] + after;
        if (curvature < -1e-12) refined += std::clamp(0.5 * (before - after) / curvature, -0.5, 0.5);
    }
    seconds_ = refined * step_seconds;
}

}  // namespace trainingzip::score
