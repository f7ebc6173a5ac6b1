#pragma once

#include <cstdint>

#include "media/frame_source.h"
#include "pose/pose_networks.h"
#include "vision/trainer_poses.h"
#include "web/work_answer.h"

namespace trainingzip::pose {

/// Finds the poses of one video and writes them, with the progress, to the client.
/// Throws Failure(no_person_found), what the frames throw, EngineError, ClientGone.
void run_pose_job(const PoseNetworks& networks, const vision::TrainerPosesOptions& options,
                  media::FrameSource& frames, std::int64_t first_frame, web::WorkAnswer& answer);

}  // namespace trainingzip::pose
