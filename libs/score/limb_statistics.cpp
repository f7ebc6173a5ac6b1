#include "score/limb_statistics.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::score {

double visible_weight(const LimbDirections& limbs, const LimbWeights& weights) {
    double sum = 0;
    for (int limb = 0; limb < limb_count; ++limb) sum += weights[limb] * limbs[limb].confidence;
    return sum;
}

double weighted_likeness(const LimbDirections& a, const LimbDirections& b, const LimbWeights& weights) {
    double sum = 0;
    double total = 0;
    for (int limb = 0; limb < limb_count; ++limb) {
        const double weight = weights[limb] * a[limb].confidence * b[limb].confidence;
        if (weight <= 0) continue;
        sum += weight * likeness(a[limb], b[limb]);
        total += weight;
    }
    return total > 0 ? sum / total : 0;
}

double mean_angle(const LimbDirections& a, const LimbDirections& b, const LimbWeights& weights) {
    double sum = 0;
    double total = 0;
    for (int limb = 0; limb < limb_count; ++limb) {
        const double weight = weights[limb] * a[limb].confidence * b[limb].confidence;
        if (weight <= 0) continue;
        const double angle = std::atan2(a[limb].x * b[limb].y - a[limb].y * b[limb].x,
                                        a[limb].x * b[limb].x + a[limb].y * b[limb].y);
        sum += weight * angle * angle;
        total += weight;
    }
    return total > 0 ? std::sqrt(sum / total) : -1;
}

void DirectionSpread::add(const LimbDirection& direction, double weight) {
    if (weight <= 0) return;
    x_ += weight * direction.x;
    y_ += weight * direction.y;
    weight_ += weight;
}

void DirectionSpread::decay(double factor) {
    x_ *= factor;
    y_ *= factor;
    weight_ *= factor;
}

double DirectionSpread::radians() const {
    if (weight_ <= 0) return 0;
    const double mean_length = std::clamp(std::hypot(x_, y_) / weight_, 1e-6, 1.0);
    return std::sqrt(-2 * std::log(mean_length));
}

LimbDirection DirectionSpread::mean() const {
    const double length = std::hypot(x_, y_);
    if (!(length > 1e-9)) return {};
    return {x_ / length, y_ / length, 1};
}

}  // namespace trainingzip::score
