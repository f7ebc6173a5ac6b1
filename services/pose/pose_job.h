#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>

#include "pose/pose_networks.h"
#include "vision/trainer_poses.h"
#include "web/work_answer.h"

namespace trainingzip::pose {

/// Finds the poses of one video and writes them, with the progress, to the client.
/// Throws Failure (no_person_found, what media::VideoReader throws), EngineError, ClientGone.
void run_pose_job(const PoseNetworks& networks, const vision::TrainerPosesOptions& options,
                  const std::filesystem::path& video, std::int64_t first_frame, web::WorkAnswer& answer,
                  std::stop_token stop);

}  // namespace trainingzip::pose
