#pragma once

#include <array>
#include <optional>

namespace trainingzip::score {

/// Finds how far the trainee is behind from the likeness at each lag, over a sliding window of the past.
class LagSearch {
  public:
    static constexpr double step_seconds = 1.0 / 30;
    static constexpr int count = 19;  ///< Lags 0 .. 0.6 s.

    /// likeness[i] is that of the trainee now and the trainer i steps ago.
    void add(double weight, const std::array<double, count>& likeness);
    void decay(double factor);
    void reset();

    /// The lag that fits best, or the last one that stood out; 0 before any has.
    int best() const { return best_; }
    /// best() refined between steps by a parabola; absent while no lag has stood out from the others, as
    /// with a trainee who does not move.
    std::optional<double> seconds() const;

  private:
    double mean(int lag) const { return sums_[static_cast<std::size_t>(lag)] / weight_; }

    std::array<double, count> sums_{};
    double weight_ = 0;
    int best_ = 0;
    std::optional<double> seconds_;
};

}  // namespace trainingzip::score
