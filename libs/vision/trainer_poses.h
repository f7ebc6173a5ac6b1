#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "media/frame_source.h"
#include "vision/pose_gap_filler.h"
#include "vision/trainer_pose_finder.h"
#include "vision/trainer_search.h"

namespace trainingzip::vision {

struct TrainerPosesOptions {
    std::size_t frames_at_once = 2;   ///< Frames whose pose is estimated at the same time.
    bool infers_every_frame = false;  ///< Also where the pose could be interpolated.
    TrainerSearchOptions search;
    TrainerPoseFinder::Options finder;
};

/// What is known once a video has been gone through.
struct TrainerPosesSummary {
    std::int64_t frames = 0;               ///< In the whole video.
    std::int64_t frames_with_trainer = 0;  ///< Those whose pose is not weak.
    double duration_seconds = 0;           ///< To the end of the last frame.
};

/// Processes a whole video whose beginning search_trainer() has gone through. Frames are processed
/// concurrently on worker threads; the sink is called on the caller's thread. The poses do not depend on the
/// timing of the threads, and memory does not depend on the length. Throws as the source does, EngineError
/// when a network fails.
///
/// Where a frame is like those around it, its pose is not inferred but interpolated: of more than 30 frames a
/// second (media::FrameThinning), and while the trainer moves evenly (PosePacing). Gaps are filled
/// (PoseGapFiller), and the poses are smoothed (PoseSmoother).
TrainerPosesSummary find_trainer_poses(media::FrameSource& frames, const FoundPeople& people,
                                       const PersonDetector& detector, const PoseEstimator& estimator,
                                       const TrainerPosesOptions& options, const PoseSink& on_pose);

}  // namespace trainingzip::vision
