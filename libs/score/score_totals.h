#pragma once

#include <array>
#include <optional>

#include "score/movement_sums.h"
#include "score/reading.h"

namespace trainingzip::score {

/// Sums over a whole session: the mean of the readings, by how much happened at each of them.
class ScoreTotals {
  public:
    /// One compared moment: seconds since the one before, weight by what happens in it, reading as it was
    /// after it.
    void add(double seconds, double weight, const Reading& reading);
    /// The movements of that moment, unless a pose is held: as in MovementSums.
    void add_movement(double weight, const MeasureWeights& weights, const Measures& trainer,
                      const Measures& trainee);
    /// Lets the correlation of the movements begin anew.
    void forget_movement() { movement_ = {}; }
    Summary summary() const;

  private:
    struct Mean {
        double sum = 0;
        double weight = 0;
        void add(double more, std::optional<double> value) {
            if (!value) return;
            sum += more * *value;
            weight += more;
        }
        std::optional<double> value() const {
            return weight > 0 ? std::optional(sum / weight) : std::nullopt;
        }
    };

    MovementSums movement_;
    Mean score_;
    Mean posture_;
    Mean timing_;
    Mean vigour_;
    Mean stillness_;
    Mean speed_;
    Mean lag_;
    Mean coverage_;
    std::array<Mean, limb_count> limbs_;
    double seconds_ = 0;
    double weight_ = 0;
    double moved_weight_ = 0;
};

}  // namespace trainingzip::score
