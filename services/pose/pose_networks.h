#pragma once

#include "pose/pose_settings.h"
#include "vision/inference_engine.h"
#include "vision/person_detector.h"
#include "vision/pose_estimator.h"

namespace trainingzip::pose {

/// The networks of the server, shared by its jobs: each is safe to use from several threads.
struct PoseNetworks {
    /// Loads them and runs each once, which prepares memory and, on a GPU, kernels. Throws
    /// vision::EngineError.
    explicit PoseNetworks(const PoseSettings& settings, const metrics::Metrics& metrics = {});

    vision::InferenceEngine engine;
    vision::PersonDetector detector;
    vision::PoseEstimator estimator;
};

}  // namespace trainingzip::pose
