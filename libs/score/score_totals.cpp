#include "score/score_totals.h"

#include <algorithm>

#include "score/grading.h"

namespace trainingzip::score {
namespace {

constexpr double forgiven_lag_seconds = 0.3;
constexpr double half_lag_seconds = 0.6;
constexpr double least_compared_seconds = 1;

// A term at 0 leaves this share of the gauge.
constexpr double floor_of_vigour = 0.6;
// Below this vigour there is no taking part, and the gauge falls to nothing.
constexpr double least_vigour = 30;
constexpr double floor_of_timing = 0.6;
constexpr double floor_of_stillness = 0.7;

double factor(std::optional<double> term, double floor) {
    return term ? floor + (1 - floor) * *term / 100 : 1;
}

double taking_part(std::optional<double> vigour) {
    return vigour ? std::min(1.0, *vigour / least_vigour) : 1;
}

}  // namespace

double gauge_of(double corrected, const Terms& terms) {
    return gauge(corrected) * taking_part(terms.vigour) * factor(terms.vigour, floor_of_vigour) *
           factor(terms.timing, floor_of_timing) * factor(terms.stillness, floor_of_stillness);
}

std::optional<double> timing_of(std::optional<double> lag_seconds) {
    if (!lag_seconds) return std::nullopt;
    const double beyond = std::max(0.0, *lag_seconds - forgiven_lag_seconds);
    return std::max(0.0, 100 - 50 * beyond / (half_lag_seconds - forgiven_lag_seconds));
}

void ScoreTotals::add(double seconds, double weight, double likeness, const std::vector<double>& nulls,
                      const Reading& reading) {
    seconds_ += seconds;
    posture_.add(weight, likeness, nulls);
    vigour_.add(weight, reading.terms.vigour);
    stillness_.add(seconds, reading.terms.stillness);
    lag_.add(weight, reading.lag_seconds);
    for (int limb = 0; limb < limb_count; ++limb) limbs_[limb].add(weight, reading.limbs[limb].score);
}

Summary ScoreTotals::summary() const {
    Summary summary;
    summary.compared_seconds = seconds_;
    if (seconds_ < least_compared_seconds || !(posture_.weight() > 0)) return summary;
    summary.lag_seconds = lag_.value();
    summary.terms = {.posture = 100 * posture_.likeness(),
                     .timing = timing_of(summary.lag_seconds),
                     .vigour = vigour_.value(),
                     .stillness = stillness_.value()};
    summary.score = gauge_of(posture_.corrected(), summary.terms);
    for (int limb = 0; limb < limb_count; ++limb) {
        summary.limbs[limb].score = limbs_[limb].value();
        summary.limbs[limb].grade = next_grade(Grade::unknown, summary.limbs[limb].score);
    }
    return summary;
}

}  // namespace trainingzip::score
