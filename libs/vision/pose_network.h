#pragma once

#include "media/image.h"
#include "vision/geometry.h"
#include "vision/keypoint.h"

namespace trainingzip::vision {

/// A network that finds the keypoints of one person. Safe to use from several threads.
class PoseNetwork {
  public:
    virtual ~PoseNetwork() = default;

    /// The pose of the person in the box, in pixels of the picture. The body is turned clockwise from
    /// upright by about `quarter_turns`, 0 to 3.
    virtual Pose estimate(const media::ImageView& picture, const Box& box, int quarter_turns) const = 0;
};

}  // namespace trainingzip::vision
