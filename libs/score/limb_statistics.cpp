#include "score/limb_statistics.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::score {

double measure_likeness(int measure, const LimbVector& a, const LimbVector& b) {
    return measure == hip_height ? height_likeness(a, b) : likeness(a, b);
}

double weighted_likeness(const Measures& a, const Measures& b, const MeasureWeights& weights) {
    double sum = 0;
    double total = 0;
    for (int measure = 0; measure < measure_count; ++measure) {
        const double weight = weights[measure] * a[measure].confidence * b[measure].confidence;
        if (weight <= 0) continue;
        sum += weight * measure_likeness(measure, a[measure], b[measure]);
        total += weight;
    }
    return total > 0 ? sum / total : 0;
}

double mean_distance(const Measures& a, const Measures& b, const MeasureWeights& weights) {
    double sum = 0;
    double total = 0;
    for (int measure = 0; measure < measure_count; ++measure) {
        const double weight = weights[measure] * a[measure].confidence * b[measure].confidence;
        if (weight <= 0) continue;
        const double x = a[measure].x - b[measure].x;
        const double y = a[measure].y - b[measure].y;
        sum += weight * (x * x + y * y);
        total += weight;
    }
    return total > 0 ? std::sqrt(sum / total) : -1;
}

void VectorSpread::add(const LimbVector& vector, double weight) {
    x_ += weight * vector.x;
    y_ += weight * vector.y;
    squares_ += weight * (vector.x * vector.x + vector.y * vector.y);
    weight_ += weight;
}

void VectorSpread::decay(double factor) {
    x_ *= factor;
    y_ *= factor;
    squares_ *= factor;
    weight_ *= factor;
}

double VectorSpread::variance() const {
    // Sums that were taken out leave a rest of rounding behind.
    if (!(weight_ > 1e-6)) return 0;
    const double x = x_ / weight_;
    const double y = y_ / weight_;
    return std::max(0.0, squares_ / weight_ - x * x - y * y);
}

}  // namespace trainingzip::score
