#include "score/gauge.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::score {
namespace {

constexpr double forgiven_lag_seconds = 0.3;
constexpr double trembling = 0.075;
constexpr double half_lag_seconds = 0.6;
// A term at 0 leaves this share of the score.
constexpr double floor_of_timing = 0.6;
constexpr double floor_of_stillness = 0.7;

double smooth_step(double from, double to, double value) {
    const double x = std::clamp((value - from) / (to - from), 0.0, 1.0);
    return x * x * (3 - 2 * x);
}

double factor(std::optional<double> term, double floor) {
    return term ? floor + (1 - floor) * *term / 100 : 1;
}

}  // namespace

double followed(double correlation) {
    return smooth_step(0.3, 0.62, correlation);
}

double followed_throughout(double correlation) {
    return smooth_step(0.25, 0.52, correlation);
}

double held_pose(double corrected) {
    return smooth_step(0.05, 0.35, corrected);
}

double posture_factor(double likeness) {
    // Joints tremble: what is alike but for that counts as the same.
    const double factor = std::pow(std::clamp(1.15 * likeness, 0.0, 1.0), 0.66);
    return factor - 0.75 * factor * (1 - factor) * (1 - factor);
}

double range_factor(double range) {
    const double beyond_trembling = std::clamp((range - trembling) / (1 - trembling), 0.0, 1.0);
    return 1 - std::pow(1 - beyond_trembling, 1.2);
}

double pace_factor(double speed) {
    if (!(speed > 0)) return 0;
    const double share = speed > 1 ? 1 / speed : speed;
    return std::clamp(1 - 1.2 * (1 - share), 0.0, 1.0);
}

double coverage_factor(double coverage) {
    return std::clamp(coverage / 0.85, 0.0, 1.0);
}

std::optional<double> timing_of(std::optional<double> lag_seconds) {
    if (!lag_seconds) return std::nullopt;
    const double beyond = std::max(0.0, std::abs(*lag_seconds) - forgiven_lag_seconds);
    return std::max(0.0, 100 - 50 * beyond / (half_lag_seconds - forgiven_lag_seconds));
}

double factor_of(const Terms& terms) {
    return factor(terms.timing, floor_of_timing) * factor(terms.stillness, floor_of_stillness);
}

}  // namespace trainingzip::score
