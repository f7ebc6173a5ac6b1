#pragma once

#include <filesystem>

#include "vision/inference_engine.h"
#include "vision/person_detector.h"
#include "vision/pose_estimator.h"

namespace trainingzip::pose {

/// The model files of one set of networks.
struct PoseNetworkFiles {
    std::filesystem::path detector;
    std::filesystem::path pose;
};

/// The networks of the server, shared by its jobs: each is safe to use from several threads.
struct PoseNetworks {
    /// Loads them and runs each once as a warm-up, which allocates memory and, on a GPU, compiles kernels,
    /// which takes long. Must not outlive the engine. Throws vision::EngineError.
    PoseNetworks(const vision::InferenceEngine& engine, const PoseNetworkFiles& files,
                 const vision::Normalisation& normalisation);

    vision::PersonDetector detector;
    vision::PoseEstimator estimator;
};

}  // namespace trainingzip::pose
