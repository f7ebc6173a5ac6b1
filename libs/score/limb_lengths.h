#pragma once

#include <span>

#include "score/limbs.h"

namespace trainingzip::score {

/// The body's size on the way through a session: it grows at once and shrinks slowly, so that who bends
/// towards the camera does not become small.
class BodySize {
  public:
    /// measured: body_scale() of the pose, 0 if unknown. Returns the size, 0 before any is known.
    double update(double seconds, double measured);

  private:
    double size_ = 0;
};

/// The longest that each limb is seen, apart from outliers; 0 for one that is never seen. In units of the
/// body's size.
LimbLengths longest_lengths(std::span<const Measures> vectors);

/// Finds the full lengths of the trainee's limbs. A limb is as much shorter or longer than the trainer's as
/// it appears while the trainer's is seen in its full length; at first they are taken to be alike.
class LengthFinder {
  public:
    explicit LengthFinder(const LimbLengths& trainers);

    /// trainee in units of the body's size, trainer as relative_to() gives.
    void add(double seconds, const Measures& trainee, const Measures& trainer);
    const LimbLengths& lengths() const { return lengths_; }

  private:
    struct Sums {
        double seen = 0;
        double expected = 0;
        double longest = 0;
    };
    std::array<Sums, limb_count> sums_;
    LimbLengths lengths_;
};

}  // namespace trainingzip::score
