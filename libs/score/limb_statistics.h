#pragma once

#include <array>

#include "score/limbs.h"

namespace trainingzip::score {

using LimbWeights = std::array<double, limb_count>;

/// The weight of the limbs that can be seen, out of the sum of weights.
double visible_weight(const LimbDirections& limbs, const LimbWeights& weights);

/// The mean likeness of the limbs that both show, by weight and by the confidence of both; 0 when they
/// have none in common.
double weighted_likeness(const LimbDirections& a, const LimbDirections& b, const LimbWeights& weights);

/// The root mean square angle in radians between the limbs that both show; -1 when they have none in common.
double mean_angle(const LimbDirections& a, const LimbDirections& b, const LimbWeights& weights);

/// How far a direction spreads about its mean: the circular standard deviation, sqrt(-2 ln R) with R the
/// length of the mean unit vector (Mardia, "Statistics of Directional Data").
class DirectionSpread {
  public:
    void add(const LimbDirection& direction, double weight);
    /// Lets earlier directions count only `factor` times as much, 0..1.
    void decay(double factor);
    double weight() const { return weight_; }
    double radians() const;
    /// The mean direction, with confidence 1; confidence 0 when there is none.
    LimbDirection mean() const;

  private:
    double x_ = 0;
    double y_ = 0;
    double weight_ = 0;
};

}  // namespace trainingzip::score
