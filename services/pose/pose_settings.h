#pragma once

#include <filesystem>
#include <vector>

#include "base/config.h"
#include "media/sandboxed_video_reader.h"
#include "networks/network_set.h"
#include "pose/pose_networks.h"
#include "vision/inference_engine.h"
#include "vision/person_crop.h"
#include "vision/trainer_poses.h"

namespace trainingzip::pose {

/// The keys of section [pose] that are the pose server's own.
struct PoseSettings {
    std::filesystem::path storage_folder;
    std::filesystem::path service_token_file;
    std::size_t job_slots;                         ///< Videos at once.
    std::vector<vision::NetworkSet> network_sets;  ///< Those that may be used, best first.
    PoseNetworkFiles real;
    PoseNetworkFiles stand_in;
    vision::Normalisation normalisation;  ///< Of the pose model.
    vision::EngineSettings engine;
    vision::TrainerPosesOptions poses;
    float stand_in_minimum_detection_score;
    media::SandboxedReaderOptions reader;

    /// Throws ConfigError.
    static PoseSettings load(ConfigSection& section);
};

}  // namespace trainingzip::pose
