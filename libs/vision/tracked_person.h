#pragma once

#include <optional>

#include "vision/keypoint.h"

namespace trainingzip::vision {

/// One person in one picture, as a pose tells.
struct TrackedPerson {
    Box box;                ///< What a detector would draw around the person; may reach over the picture.
    int quarter_turns = 0;  ///< Of the body, 0 to 3, clockwise from upright.
    Pose pose;
};

/// Follows the person of a sequence of poses, one a frame, in their order. One thread.
class TrackedPersonReader {
  public:
    /// nullopt where there is nobody, or too little of somebody.
    std::optional<TrackedPerson> read(const Pose& pose);

  private:
    int quarter_turns_ = 0;
};

}  // namespace trainingzip::vision
