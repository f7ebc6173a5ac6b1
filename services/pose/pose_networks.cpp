#include "pose/pose_networks.h"

namespace trainingzip::pose {

PoseNetworks::PoseNetworks(const vision::InferenceEngine& engine, const PoseNetworkFiles& files,
                           const vision::Normalisation& normalisation)
    : detector(engine.load(files.detector, "detector")),
      estimator(engine.load(files.pose, "pose"), normalisation) {
    const media::Image black(64, 64);
    detector.detect(black.view(), 1);
    estimator.estimate(black.view(), {0, 0, 64, 64});
}

}  // namespace trainingzip::pose
