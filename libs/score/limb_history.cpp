#include "score/limb_history.h"

#include <cmath>
#include <numbers>

namespace trainingzip::score {
namespace {

constexpr double degrees = std::numbers::pi / 180;
constexpr double limb_memory_seconds = 0.5;
constexpr double least_limb_seconds = 0.05;
constexpr double stillness_memory_seconds = 1;
constexpr double settling_seconds = 1;
constexpr double wavering = 10 * degrees;

}  // namespace

void LimbHistory::add(double seconds, const Measures& trainee, const Measures& trainer,
                      const MeasureLikeness& likeness, bool held) {
    held_seconds_ = held ? held_seconds_ + seconds : 0;
    const double limb_factor = std::exp(-seconds / limb_memory_seconds);
    const double recent_factor = std::exp(-seconds / stillness_memory_seconds);
    for (int limb = 0; limb < limb_count; ++limb) {
        auto& state = limbs_[limb];
        const double both = trainee[limb].confidence * trainer[limb].confidence;
        state.likeness *= limb_factor;
        state.too_low *= limb_factor;
        state.weight *= limb_factor;
        if (both > 0) {
            state.likeness += seconds * both * likeness[limb];
            state.too_low += seconds * both * (trainee[limb].y - trainer[limb].y);
            state.weight += seconds * both;
        }
        state.recent.decay(recent_factor);
        state.recent.add(trainee[limb], seconds * trainee[limb].confidence);
    }
}

void LimbHistory::reset() {
    limbs_ = {};
    held_seconds_ = 0;
}

std::optional<double> LimbHistory::likeness(int limb) const {
    const auto& state = limbs_[limb];
    if (state.weight < least_limb_seconds) return std::nullopt;
    return state.likeness / state.weight;
}

double LimbHistory::too_low(int limb) const {
    const auto& state = limbs_[limb];
    return state.weight > 0 ? state.too_low / state.weight : 0;
}

std::optional<double> LimbHistory::stillness(const MeasureWeights& weights) const {
    if (held_seconds_ < settling_seconds) return std::nullopt;
    double sum = 0;
    double total = 0;
    for (int limb = 0; limb < limb_count; ++limb) {
        const double weight = weights[limb] * limbs_[limb].recent.weight();
        sum += weight * std::exp(-limbs_[limb].recent.variance() / (wavering * wavering));
        total += weight;
    }
    if (!(total > 0)) return std::nullopt;
    return 100 * sum / total;
}

}  // namespace trainingzip::score
