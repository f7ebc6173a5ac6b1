#pragma once

#include <array>
#include <cstddef>

#include "vision/keypoint.h"

namespace trainingzip::vision {

/// Tells when a frame may be left out because its pose can be interpolated: while the body moves so evenly
/// that the pose of every second frame tells those between. One thread.
class PosePacing {
  public:
    /// Takes the poses that were inferred, in order; all scores are 0 where nobody was seen.
    void add(const TimedPose& pose);

    /// Whether a frame may be left out of two that follow each other by so many seconds.
    bool may_leave_out(double step_seconds) const;

  private:
    std::array<TimedPose, 3> last_;  ///< The latest last.
    std::size_t known_ = 0;          ///< Of last_.
    float bend_ = 0;                 ///< How far the middle pose is from between the others, in trunks.
};

}  // namespace trainingzip::vision
