#pragma once

#include "score/limb_lengths.h"

namespace trainingzip::score {

/// Compares how tall and how wide trainee and trainer look while the trainer stands upright and faces the
/// camera. A camera that looks down or up makes a person shorter, not narrower.
class BuildWatch {
  public:
    explicit BuildWatch(const LimbLengths& trainers) : trainers_(trainers) {}

    /// As LengthFinder::add().
    void add(double seconds, const Measures& trainee, const Measures& trainer);

    /// Height against width of the trainee, relative to the trainer's; a little under 1 while unknown.
    double slenderness() const;

  private:
    LimbLengths trainers_;
    double tall_ = 0;
    double wide_ = 0;
    double trainer_tall_ = 0;
    double trainer_wide_ = 0;
    double weight_ = 0;
};

}  // namespace trainingzip::score
