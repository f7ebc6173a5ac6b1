#pragma once

#include "vision/inference_engine.h"
#include "vision/person_crop.h"
#include "vision/pose_network.h"

namespace trainingzip::vision {

/// A top-down heat map network: HRNet (Sun et al., CVPR 2019), Lite-HRNet and others of that form.
class HeatmapPoseNetwork : public PoseNetwork {
  public:
    /// Takes a network with one input 1 × 3 × H × W (256 × 192 or 384 × 288, for example; the first dimension
    /// may vary) and one output 1 × 17 × h × w of any stride. Throws EngineError for another one.
    HeatmapPoseNetwork(Model model, const Normalisation& normalisation);

    Pose estimate(const media::ImageView& picture, const Box& box, int quarter_turns) const override;

  private:
    Model model_;
    Normalisation normalisation_;
    int width_ = 0;
    int height_ = 0;
};

}  // namespace trainingzip::vision
