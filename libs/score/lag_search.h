#pragma once

#include <array>
#include <optional>

namespace trainingzip::score {

/// Finds how far the trainee is behind the trainer, or ahead, from how well the movements go together at each
/// lag.
class LagSearch {
  public:
    static constexpr double step_seconds = 1.0 / 30;
    static constexpr int earliest = -12;  ///< Steps: .4 s ahead.
    static constexpr int latest = 27;     ///< Steps: .9 s behind.
    static constexpr int count = latest - earliest + 1;

    /// The lag in steps that stands at a place of the array of fits.
    static constexpr int steps_of(int place) { return place + earliest; }
    static constexpr double seconds_of(int place) { return steps_of(place) * step_seconds; }

    /// fit[i] says how well the trainee goes with the trainer at the lag of that place, over a window.
    void update(const std::array<double, count>& fit);

    /// The place that fits best, or the last one that stood out; that of no lag before any has.
    int best() const { return best_; }
    /// best() refined between steps by a parabola; absent while no lag has stood out from the others, as
    /// with a trainee who does not move.
    std::optional<double> seconds() const { return seconds_; }

  private:
    int best_ = -earliest;
    std::optional<double> seconds_;
};

}  // namespace trainingzip::score
