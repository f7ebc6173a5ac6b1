#pragma once

#include "vision/plane.h"

namespace trainingzip::vision {

/// Temporal smoothing of a mask without lag: where a pixel changes little from frame to frame (a flickering
/// edge) it is averaged, where it changes much (motion) the new value is used unchanged.
class MaskSmoothing {
  public:
    /// `seconds`: how long the average looks back where nothing moves.
    explicit MaskSmoothing(double seconds = 0.06) : seconds_(seconds) {}

    /// Changes `mask`, which shows the time `time_seconds`. Starts anew with another size or after restart().
    void smooth(Plane& mask, double time_seconds);
    void restart() { last_.resize(0, 0); }

  private:
    double seconds_;
    Plane last_;
    double last_time_ = 0;
};

}  // namespace trainingzip::vision
