#pragma once

#include <array>
#include <optional>

#include "score/limb_statistics.h"

namespace trainingzip::score {

/// The recent history of each limb: likeness, steadiness, and to which side it is off.
class LimbHistory {
  public:
    /// Adds a moment: `seconds` since the one before, likeness of each limb as 0..1, trainer at the trainee's
    /// lag, held as in TrainerTrack.
    void add(double seconds, const Measures& trainee, const Measures& trainer,
             const MeasureLikeness& likeness, bool held);
    void reset();

    /// 0..1 over the last half second; absent for a limb that was not seen in it.
    std::optional<double> likeness(int limb) const;
    /// How much lower than the trainer's the limb's end is held, in lengths of the limb; negative is higher.
    double too_low(int limb) const;
    /// 100 for no movement over the last second, 37 for 10° of wavering. Absent unless a pose is held.
    std::optional<double> stillness(const MeasureWeights& weights) const;

  private:
    struct State {
        double likeness = 0;
        double too_low = 0;
        double weight = 0;
        VectorSpread recent;
    };

    std::array<State, limb_count> limbs_;
    double held_seconds_ = 0;
};

}  // namespace trainingzip::score
