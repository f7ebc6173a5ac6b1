#pragma once

#include <array>
#include <optional>

#include "score/limb_statistics.h"

namespace trainingzip::score {

/// The recent history of each limb: similarity, range of movement, steadiness.
class LimbHistory {
  public:
    explicit LimbHistory(const LimbWeights& weights) : weights_(weights) {}

    /// Adds a moment: `seconds` since the one before, `weight` and `window_factor` as in the session's
    /// window, trainer at the trainee's lag, held as in TrainerTrack.
    void add(double seconds, double weight, double window_factor, const LimbDirections& trainee,
             const LimbDirections& trainer, bool held);
    void reset();

    /// 0..100 over the last half second; absent for a limb that was not seen in it.
    std::optional<double> limb_score(Limb limb) const;
    /// Extent of the trainee's movement against the trainer's over the window, 0..100. Absent while the
    /// trainer hardly moves. Each limb counts up to the trainer's extent: one cannot make up for another.
    std::optional<double> vigour() const;
    /// 100 for no movement over the last second, 37 for 10° of wavering. Absent unless a pose is held.
    std::optional<double> stillness() const;

  private:
    struct State {
        double likeness = 0;
        double weight = 0;
        DirectionSpread trainee;
        DirectionSpread trainer;
        DirectionSpread recent;
    };

    LimbWeights weights_;
    std::array<State, limb_count> limbs_;
    double held_seconds_ = 0;
};

}  // namespace trainingzip::score
