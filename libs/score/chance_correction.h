#pragma once

#include <optional>
#include <vector>

namespace trainingzip::score {

/// The trainee's similarity summed over time, next to what the null players would have scored at the same
/// moments with the same joints visible.
///
/// The corrected value is the share of what a null player lacks that this player makes up: (mine - null) /
/// (1 - null) as in Cohen's kappa, fitted over the moments by least squares, so that a moment counts by how
/// much that null player lacks in it. The null player against whom it is lowest is taken, so that no
/// constant pose earns anything.
class ChanceCorrection {
  public:
    /// mine and every null likeness are 0..1.
    void add(double weight, double mine, const std::vector<double>& nulls);
    /// Lets earlier moments count only `factor` times as much, 0..1.
    void decay(double factor);

    double weight() const { return weight_; }
    /// What even the best null player lacked, (1 - null)² by weight: how much corrected() stands on.
    double evidence() const;
    /// Weighted mean likeness, 0..1; 0 when empty.
    double likeness() const;
    /// At most 1; 0 or below for a trainee who does no better than a null player; 0 when empty.
    double corrected() const;

  private:
    /// Sums over (1 - null)(mine - null) and (1 - null)².
    struct Rival {
        double gained = 0;
        double lacking = 0;
    };

    double weight_ = 0;
    double mine_ = 0;
    std::vector<Rival> rivals_;
};

/// 0..100 for the corrected value: 0 up to .08, below which chance plays about, then 1 - (1 - k)³. Limbs that
/// are all 20° off, as those of somebody who follows well may be, make up about a third of what null players
/// lack; the curve gives them 60 and more.
double gauge(double corrected);

}  // namespace trainingzip::score
