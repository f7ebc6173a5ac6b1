#pragma once

#include <array>

#include "score/limb_statistics.h"

namespace trainingzip::score {

/// Where the trainee's camera may stand, seen from the trainer's: further round the person, and higher or
/// lower. The first view is that of the trainer's camera itself.
class CameraViews {
  public:
    static constexpr int count = 35;
    static constexpr double yaw_step_degrees = 15;    ///< To 45 on both sides.
    static constexpr double pitch_step_degrees = 20;  ///< To 40 up and down.

    CameraViews();

    /// How alike a limb of the trainee is to the trainer's seen from there, 0..1.
    struct Likeness {
        double usual;    ///< With its depth on the side to which a body usually bends.
        double highest;  ///< With it on the side that is more alike, since a picture does not tell.
    };
    Likeness likeness(int view, int limb, const LimbVector& trainer, const LimbVector& trainee) const;

    /// Of the height of the hips.
    double hip_likeness(int view, const Measures& trainer, const Measures& trainee) const;

    /// The trainer as seen from there, depths on the side to which a body usually bends: shins away from the
    /// camera, everything else towards it.
    Measures seen(int view, const Measures& trainer) const;

    /// How much more alike a view has to make trainee and trainer than the trainer's own, 0..1. One from
    /// above or below needs that the trainee looks less slender than the trainer: a shallow squat looks much
    /// like one from above.
    double cost(int view, double slenderness) const;

  private:
    struct View {
        double cosine_of_yaw;
        double sine_of_yaw;
        double cosine_of_pitch;
        double sine_of_pitch;
        double cost;
    };
    double hips_seen(const View& from, const Measures& trainer) const;

    std::array<View, count> views_;
};

}  // namespace trainingzip::score
