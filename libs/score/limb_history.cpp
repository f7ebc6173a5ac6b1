#include "score/limb_history.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace trainingzip::score {
namespace {

constexpr double degrees = std::numbers::pi / 180;
constexpr double limb_memory_seconds = 0.5;
constexpr double least_limb_seconds = 0.05;
constexpr double stillness_memory_seconds = 1;
constexpr double settling_seconds = 1;
constexpr double least_trainer_extent = 8 * degrees;
// Filters on a live camera take off the ends of a movement; they should cost nothing.
constexpr double full_extent = 0.85;
constexpr double wavering = 10 * degrees;

}  // namespace

void LimbHistory::add(double seconds, double weight, double window_factor, const LimbDirections& trainee,
                      const LimbDirections& trainer, bool held) {
    held_seconds_ = held ? held_seconds_ + seconds : 0;
    const double limb_factor = std::exp(-seconds / limb_memory_seconds);
    const double recent_factor = std::exp(-seconds / stillness_memory_seconds);
    for (int limb = 0; limb < limb_count; ++limb) {
        auto& state = limbs_[limb];
        const double both = trainee[limb].confidence * trainer[limb].confidence;
        state.likeness *= limb_factor;
        state.weight *= limb_factor;
        if (both > 0) {
            state.likeness += seconds * both * likeness(trainee[limb], trainer[limb]);
            state.weight += seconds * both;
        }
        state.trainee.decay(window_factor);
        state.trainer.decay(window_factor);
        state.trainee.add(trainee[limb], weight * both);
        state.trainer.add(trainer[limb], weight * both);
        state.recent.decay(recent_factor);
        state.recent.add(trainee[limb], seconds * trainee[limb].confidence);
    }
}

void LimbHistory::reset() {
    limbs_ = {};
    held_seconds_ = 0;
}

std::optional<double> LimbHistory::limb_score(Limb limb) const {
    const auto& state = limbs_[limb];
    if (state.weight < least_limb_seconds) return std::nullopt;
    return 100 * state.likeness / state.weight;
}

std::optional<double> LimbHistory::vigour() const {
    double sum = 0;
    double total = 0;
    for (int limb = 0; limb < limb_count; ++limb) {
        const double asked = limbs_[limb].trainer.radians();
        if (asked < least_trainer_extent) continue;
        const double given = limbs_[limb].trainee.radians();
        const double weight = weights_[limb] * limbs_[limb].trainer.weight();
        sum += weight * std::min(1.0, given / asked / full_extent);
        total += weight;
    }
    if (!(total > 0)) return std::nullopt;
    return 100 * sum / total;
}

std::optional<double> LimbHistory::stillness() const {
    if (held_seconds_ < settling_seconds) return std::nullopt;
    double sum = 0;
    double total = 0;
    for (int limb = 0; limb < limb_count; ++limb) {
        const double weight = weights_[limb] * limbs_[limb].recent.weight();
        const double spread = limbs_[limb].recent.radians() / wavering;
        sum += weight * std::exp(-spread * spread);
        total += weight;
    }
    if (!(total > 0)) return std::nullopt;
    return 100 * sum / total;
}

}  // namespace trainingzip::score
