#pragma once

#include <filesystem>

#include "base/config.h"
#include "media/sandboxed_video_reader.h"
#include "vision/inference_engine.h"
#include "vision/person_crop.h"
#include "vision/trainer_poses.h"

namespace trainingzip::pose {

/// The keys of section [pose] that are the pose server's own.
struct PoseSettings {
    std::filesystem::path storage_folder;
    std::filesystem::path service_token_file;
    std::size_t job_slots;  ///< Videos at once.
    std::filesystem::path detector_model;
    std::filesystem::path pose_model;
    vision::Normalisation normalisation;  ///< Of the pose model.
    vision::EngineSettings engine;
    vision::TrainerPosesOptions poses;
    media::SandboxedReaderOptions reader;

    /// Throws ConfigError.
    static PoseSettings load(ConfigSection& section);
};

}  // namespace trainingzip::pose
