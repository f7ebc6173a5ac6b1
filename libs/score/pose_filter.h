#pragma once

#include <array>

#include "score/body.h"
#include "score/one_euro_filter.h"

namespace trainingzip::score {

/// One-Euro filters over the joints of one person, with speeds in body sizes a second, so that the effect
/// does not depend on the resolution. Trainer and trainee pass through the same filter, so its delay
/// cancels when they are compared.
class PoseFilter {
  public:
    PoseFilter();

    /// The filtered pose; confidences pass through. A joint that is not found is left as it is, and starts
    /// anew after 0.3 s without it. Frames whose time does not advance are not filtered.
    Pose filter(double time, const Pose& pose, double scale);

    void reset();

  private:
    struct Track {
        OneEuroFilter x;
        OneEuroFilter y;
        double last_time = 0;
    };
    std::array<Track, joint_count> tracks_;
};

}  // namespace trainingzip::score
