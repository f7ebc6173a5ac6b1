#include "score/score_totals.h"

#include <algorithm>

#include "score/gauge.h"
#include "score/grading.h"

namespace trainingzip::score {
namespace {

constexpr double least_compared_seconds = 1;

}  // namespace

void ScoreTotals::add(double seconds, double weight, const Reading& reading) {
    seconds_ += seconds;
    weight_ += weight;
    score_.add(weight, reading.score);
    posture_.add(weight, reading.terms.posture);
    timing_.add(weight, reading.terms.timing);
    vigour_.add(weight, reading.terms.vigour);
    stillness_.add(seconds, reading.terms.stillness);
    speed_.add(weight, reading.terms.speed);
    lag_.add(weight, reading.lag_seconds);
    coverage_.add(weight, reading.coverage);
    for (int limb = 0; limb < limb_count; ++limb) limbs_[limb].add(weight, reading.limbs[limb].score);
}

void ScoreTotals::add_movement(double weight, const MeasureWeights& weights, const Measures& trainer,
                               const Measures& trainee) {
    movement_.add(weight, weights, trainer, trainee);
    moved_weight_ += weight;
}

Summary ScoreTotals::summary() const {
    Summary summary;
    summary.compared_seconds = seconds_;
    summary.coverage = std::min(1.0, coverage_.value().value_or(0));
    if (seconds_ < least_compared_seconds) return summary;
    summary.score = score_.value();
    if (!summary.score) return summary;
    const double moved = weight_ > 0 ? moved_weight_ / weight_ : 0;
    *summary.score *= 1 - moved + moved * followed_throughout(movement_.all().correlation());
    summary.lag_seconds = lag_.value();
    summary.terms = {.posture = posture_.value(),
                     .timing = timing_.value(),
                     .vigour = vigour_.value(),
                     .stillness = stillness_.value(),
                     .speed = speed_.value()};
    for (int limb = 0; limb < limb_count; ++limb) {
        summary.limbs[limb].score = limbs_[limb].value();
        summary.limbs[limb].grade = next_grade(Grade::unknown, summary.limbs[limb].score);
    }
    return summary;
}

}  // namespace trainingzip::score
