#include "score/chance_correction.h"

#include <algorithm>

namespace trainingzip::score {
namespace {

// Where a null player is nearly perfect, the quotient would be noise divided by nothing.
constexpr double least_lacking = 0.005;
constexpr double chance = 0.08;

}  // namespace

void ChanceCorrection::add(double weight, double mine, const std::vector<double>& nulls) {
    if (rivals_.size() != nulls.size()) rivals_.assign(nulls.size(), {});
    weight_ += weight;
    mine_ += weight * mine;
    for (std::size_t k = 0; k < nulls.size(); ++k) {
        const double lacking = 1 - nulls[k];
        rivals_[k].gained += weight * lacking * (mine - nulls[k]);
        rivals_[k].lacking += weight * lacking * lacking;
    }
}

void ChanceCorrection::decay(double factor) {
    weight_ *= factor;
    mine_ *= factor;
    for (auto& rival : rivals_) {
        rival.gained *= factor;
        rival.lacking *= factor;
    }
}

double ChanceCorrection::evidence() const {
    double least = weight_;
    for (const auto& rival : rivals_) least = std::min(least, rival.lacking);
    return least;
}

double ChanceCorrection::likeness() const {
    return weight_ > 0 ? mine_ / weight_ : 0;
}

double ChanceCorrection::corrected() const {
    if (!(weight_ > 0)) return 0;
    double lowest = 1;
    for (const auto& rival : rivals_) {
        const double damping = least_lacking * weight_;
        lowest = std::min(lowest, (rival.gained + damping * likeness()) / (rival.lacking + damping));
    }
    return lowest;
}

double gauge(double corrected) {
    const double k = std::clamp((corrected - chance) / (1 - chance), 0.0, 1.0);
    return 100 * (1 - (1 - k) * (1 - k) * (1 - k));
}

}  // namespace trainingzip::score
