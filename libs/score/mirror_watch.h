#pragma once

#include <array>

#include "score/lag_search.h"
#include "score/movement_sums.h"
#include "score/trainer_track.h"

namespace trainingzip::score {

/// Looks whether the trainee does well, but with the other side.
class MirrorWatch {
  public:
    /// As PaceSearch::add(); trainee as compared, not turned over.
    void add(double time, double seconds, double capacity, const TrainerTrack& track, const Measures& trainee,
             double fit);
    void reset() { *this = {}; }

    bool is_the_other_way_round() const { return is_other_way_; }

  private:
    static constexpr int step = 4;
    static constexpr int count = (LagSearch::count + step - 1) / step;
    std::array<MovementSums, count> sums_;
    double weight_ = 0;
    bool is_other_way_ = false;
};

}  // namespace trainingzip::score
