#pragma once

#include "jobs/progress_writer.h"
#include "media/frame_source.h"
#include "pose/pose_networks.h"
#include "vision/trainer_poses.h"

namespace trainingzip::pose {

/// Finds the poses of one video and writes them to the progress stream.
/// Throws Failure(no_person_found), what the frames and the stream throw, EngineError.
void run_pose_job(const PoseNetworks& networks, const vision::TrainerPosesOptions& options,
                  media::FrameSource& frames, jobs::ProgressWriter& progress);

}  // namespace trainingzip::pose
