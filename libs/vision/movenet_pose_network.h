#pragma once

#include "vision/inference_engine.h"
#include "vision/person_crop.h"
#include "vision/pose_network.h"

namespace trainingzip::vision {

/// MoveNet, thunder or lightning, looking at a square round the person.
class MovenetPoseNetwork : public PoseNetwork {
  public:
    /// Whether the network has one input 1 × 3 × S × S and four outputs of n × n cells with 1, 34, 17 and 34
    /// channels, as MovenetHeads has them.
    static bool fits(const Model& model);

    /// Takes a network that fits, for samples of -1 to 1 in the order red, green, blue.
    explicit MovenetPoseNetwork(Model model);

    Pose estimate(const media::ImageView& picture, const Box& box, int quarter_turns) const override;

  private:
    Model model_;
    int size_ = 0;
};

}  // namespace trainingzip::vision
