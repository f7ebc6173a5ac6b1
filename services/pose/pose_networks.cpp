#include "pose/pose_networks.h"

namespace trainingzip::pose {

PoseNetworks::PoseNetworks(const PoseSettings& settings, const metrics::Metrics& metrics)
    : engine(settings.engine, metrics),
      detector(engine.load(settings.detector_model, "detector")),
      estimator(engine.load(settings.pose_model, "pose"), settings.normalisation) {
    const media::Image black(64, 64);
    detector.detect(black.view(), 1);
    estimator.estimate(black.view(), {0, 0, 64, 64});
}

}  // namespace trainingzip::pose
