#pragma once

#include <array>
#include <memory>
#include <string>

#include "vision/inference_engine.h"
#include "vision/person_crop.h"
#include "vision/pose_network.h"

namespace trainingzip::vision {

/// Estimates the keypoints of one person with any supported network. Safe to use from several threads.
class PoseEstimator {
  public:
    /// Tells the network by its inputs and outputs: one for heat maps, which takes `normalisation`, or
    /// MoveNet, which has its own. Throws EngineError for a network of another form.
    PoseEstimator(Model model, const Normalisation& normalisation);

    /// The pose of the person in the box, in pixels of the picture. The body is turned clockwise from upright
    /// by about `quarter_turns`, 0 to 3: 1 is somebody who lies with the head to the right.
    Pose estimate(const media::ImageView& picture, const Box& box, int quarter_turns = 0) const {
        return network_->estimate(picture, box, quarter_turns);
    }

  private:
    std::unique_ptr<const PoseNetwork> network_;
};

/// Reads "0.485 0.456 0.406": three numbers for red, green, blue. Throws ConfigError.
std::array<float, 3> parse_channels(const std::string& key, const std::string& text);

}  // namespace trainingzip::vision
