#pragma once

#include <array>

#include "score/limbs.h"

namespace trainingzip::score {

/// How much each measure counts.
using MeasureWeights = std::array<double, measure_count>;

/// How alike trainer and trainee are in each measure, 0..1.
using MeasureLikeness = std::array<double, measure_count>;

/// How alike two persons are in one measure, 0..1.
double measure_likeness(int measure, const LimbVector& a, const LimbVector& b);

/// The mean likeness of what both show, by weight and by the confidence of both; 0 when they have nothing in
/// common.
double weighted_likeness(const Measures& a, const Measures& b, const MeasureWeights& weights);

/// How far apart two persons are, the root mean square distance of the ends of limbs that both show, in
/// lengths of the limb, which is nearly the angle in radians; -1 when they have none in common.
double mean_distance(const Measures& a, const Measures& b, const MeasureWeights& weights);

/// How far a limb moves about its mean.
class VectorSpread {
  public:
    void add(const LimbVector& vector, double weight);
    /// Takes out what was added with this weight.
    void remove(const LimbVector& vector, double weight) { add(vector, -weight); }
    /// Lets what was before count only `factor` times as much, 0..1.
    void decay(double factor);
    double weight() const { return weight_; }
    /// The mean squared distance from the mean, in lengths of the limb.
    double variance() const;

  private:
    double x_ = 0;
    double y_ = 0;
    double squares_ = 0;
    double weight_ = 0;
};

}  // namespace trainingzip::score
