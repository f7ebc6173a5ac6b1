#include "score/build_watch.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::score {
namespace {

constexpr double least_seconds = 0.5;
// Slender enough for no view from far above or below.
constexpr double unknown = 0.93;
constexpr double memory_seconds = 40;

double length(const LimbVector& vector) {
    return std::hypot(vector.x, vector.y);
}

}  // namespace

void BuildWatch::add(double seconds, const Measures& trainee, const Measures& trainer) {
    if (trainee[shoulders].confidence <= 0 || trainer[shoulders].confidence <= 0) return;
    double shortest = length(trainer[shoulders]);
    double tall = 0;
    double trainer_tall = 0;
    for (const int limb : {left_thigh, right_thigh, left_shin, right_shin, trunk}) {
        if (trainee[limb].confidence <= 0 || trainer[limb].confidence <= 0) continue;
        shortest = std::min(shortest, length(trainer[limb]));
        tall += length(trainee[limb]);
        trainer_tall += trainers_[limb];
    }
    if (!(trainer_tall > 0)) return;
    const double weight = seconds * std::pow(shortest, 8);
    const double kept = std::exp(-weight / memory_seconds);
    tall_ = kept * tall_ + weight * tall;
    wide_ = kept * wide_ + weight * length(trainee[shoulders]);
    trainer_tall_ = kept * trainer_tall_ + weight * trainer_tall;
    trainer_wide_ = kept * trainer_wide_ + weight * trainers_[shoulders];
    weight_ = kept * weight_ + weight;
}

double BuildWatch::slenderness() const {
    if (weight_ < least_seconds || !(wide_ > 0) || !(trainer_tall_ > 0)) return unknown;
    return tall_ / wide_ * trainer_wide_ / trainer_tall_;
}

}  // namespace trainingzip::score
