#pragma once

#include <array>
#include <optional>

#include "score/movement_sums.h"
#include "score/trainer_track.h"

namespace trainingzip::score {

/// Looks whether the trainee performs the same as the trainer at a slower pace, both having begun at the same
/// time.
class PaceSearch {
  public:
    static constexpr std::array<double, 5> speeds{0.5, 0.6, 0.7, 0.8, 0.9};
    static constexpr std::array<double, 3> delays{0, 0.2, 0.4};
    static constexpr int count = static_cast<int>(speeds.size() * delays.size());

    /// capacity as in the session's window; fit is how well the trainee goes with the trainer at the same
    /// pace.
    void add(double time, double seconds, double capacity, const TrainerTrack& track, const Measures& trainee,
             double fit);
    void reset();

    /// Whether a pace stands out.
    bool is_found() const { return chosen_.has_value(); }
    double speed() const { return chosen_ ? speeds[static_cast<std::size_t>(*chosen_) / delays.size()] : 1; }
    /// The trainer's time that the trainee is at. Only when found.
    double trainers_time(double time) const { return trainers_time(*chosen_, time); }
    const MovementSums& sums() const { return sums_[static_cast<std::size_t>(*chosen_)]; }

  private:
    double trainers_time(int place, double time) const;

    std::array<MovementSums, count> sums_;
    std::optional<double> begin_;
    double weight_ = 0;
    std::optional<int> chosen_;
};

}  // namespace trainingzip::score
