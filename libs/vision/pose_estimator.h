#pragma once

#include <array>
#include <memory>
#include <string>

#include "media/image.h"
#include "vision/inference_engine.h"
#include "vision/keypoint.h"
#include "vision/person_crop.h"

namespace trainingzip::vision {

/// Finds the keypoints of one person. Safe to use from several threads.
class PoseEstimator {
  public:
    virtual ~PoseEstimator() = default;

    /// The pose of the person in the box, in pixels of the picture.
    virtual Pose estimate(const media::ImageView& picture, const Box& box) const = 0;
};

/// The estimator that fits the network's inputs and outputs: one for heat maps, which takes `normalisation`,
/// or MoveNet, which has its own. Throws EngineError for a network of another form.
std::unique_ptr<PoseEstimator> make_pose_estimator(Model model, const Normalisation& normalisation);

/// Reads "0.485 0.456 0.406": three numbers for red, green, blue. Throws ConfigError.
std::array<float, 3> parse_channels(const std::string& key, const std::string& text);

}  // namespace trainingzip::vision
