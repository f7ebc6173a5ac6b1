#pragma once

#include "media/image.h"
#include "vision/inference_engine.h"
#include "vision/keypoint.h"
#include "vision/person_crop.h"

namespace trainingzip::vision {

/// Finds the keypoints of one person with a top-down heat map network: HRNet (Sun et al., CVPR 2019),
/// Lite-HRNet and others of that form. Safe to use from several threads.
class PoseEstimator {
  public:
    /// Takes a network with one input 1 × 3 × H × W (256 × 192 or 384 × 288, for example; the first dimension
    /// may vary) and one output 1 × 17 × h × w of any stride. Throws EngineError for another one.
    PoseEstimator(Model model, const Normalisation& normalisation);

    /// The pose of the person in the box, in pixels of the picture.
    Pose estimate(const media::ImageView& picture, const Box& box) const;

  private:
    Model model_;
    Normalisation normalisation_;
    int width_ = 0;
    int height_ = 0;
};

/// Reads "0.485 0.456 0.406": three numbers for red, green, blue. Throws ConfigError.
std::array<float, 3> parse_channels(const std::string& key, const std::string& text);

}  // namespace trainingzip::vision
