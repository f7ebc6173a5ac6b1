#pragma once

#include <array>

#include "score/limb_statistics.h"

namespace trainingzip::score {

/// How trainer and trainee move about their means, and together: sums of products of each measure over a
/// window.
class MovementSums {
  public:
    /// weights are those of the moment.
    void add(double weight, const MeasureWeights& weights, const Measures& trainer, const Measures& trainee);
    /// Lets what was before count only `factor` times as much, 0..1.
    void decay(double factor);

    /// Squared deviations by weight, of one part of the body or of several.
    struct Movement {
        double weight = 0;
        double trainer = 0;
        double trainee = 0;
        double both = 0;
        /// The trainer's, each measure times the share of the trainer's extent that the trainee reaches.
        double reached = 0;

        Movement& operator+=(const Movement& other);
        /// Pearson's coefficient of the two movements, -1..1; nearly 0 for a trainee who only trembles.
        double correlation() const;
        /// The trainee's extent against the trainer's, 0..1, measure by measure: one cannot make up for
        /// another.
        double range() const;
        /// How much of what is asked is movement, 0..1; the rest is to hold a pose.
        double share_of_movement() const;
    };
    Movement of(Part part) const;
    Movement all() const;
    Movement of_measure(int measure) const;

  private:
    struct Sums {
        double weight = 0;
        double trainer_x = 0;
        double trainer_y = 0;
        double trainee_x = 0;
        double trainee_y = 0;
        double trainer_squares = 0;
        double trainee_squares = 0;
        double products = 0;
    };
    std::array<Sums, measure_count> sums_{};
};

}  // namespace trainingzip::score
