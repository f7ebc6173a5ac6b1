#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "jobs/possible_trainers.h"
#include "jobs/progress_writer.h"
#include "media/frame_source.h"
#include "pose/pose_networks.h"
#include "vision/trainer_poses.h"

namespace trainingzip::pose {

/// Begins to read the video of a job. Throws as the source does.
using OpenFrames = std::function<std::unique_ptr<media::FrameSource>()>;

/// Finds the poses of one video and writes them to the progress stream, behind the persons who may be the
/// trainer. The beginning is read twice: once to
/// see who the trainer is, unless somebody is `chosen`.
/// Throws Failure(no_person_found), what the frames and the stream throw, EngineError.
void run_pose_job(const PoseNetworks& networks, const vision::TrainerPosesOptions& options,
                  const std::optional<jobs::PersonInFrame>& chosen, const OpenFrames& open,
                  jobs::ProgressWriter& progress);

}  // namespace trainingzip::pose
