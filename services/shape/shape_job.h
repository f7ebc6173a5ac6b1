#pragma once

#include <stop_token>

#include "jobs/job_order.h"
#include "jobs/progress_writer.h"
#include "media/frame_source.h"
#include "shape/shape_video.h"
#include "storage/video_storage.h"

namespace trainingzip::shape {

/// Writes the shape video that the order names to the storage, and its progress to the stream. `frames` are
/// those of the order's video; where the trainer is in them comes from the order's track. Throws Failure
/// (no_person_found, what the storage, the track, the frames and media::VideoWriter throw), EngineError, what
/// the stream throws; then the storage is as it was.
ShapeSummary run_shape_job(const vision::PersonMasker& masker, const ShapeVideoSettings& settings,
                           const storage::VideoStorage& storage, media::FrameSource& frames,
                           const jobs::JobOrder& order, jobs::ProgressWriter& progress,
                           const std::stop_token& stop);

}  // namespace trainingzip::shape
