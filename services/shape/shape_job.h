#pragma once

#include <stop_token>

#include "media/frame_source.h"
#include "shape/shape_video.h"
#include "storage/video_storage.h"
#include "web/work_answer.h"
#include "web/work_order.h"

namespace trainingzip::shape {

/// Writes the shape video that the order names to the storage, and how far it is to the client. `frames` are
/// those of the order's video. The order's first frame is of no account: a shape video is written as a whole.
/// Throws Failure (no_person_found, what the storage, the frames and media::VideoWriter throw), EngineError,
/// ClientGone; then the storage is as it was.
ShapeSummary run_shape_job(const vision::PersonMasker& masker, const ShapeVideoSettings& settings,
                           const storage::VideoStorage& storage, media::FrameSource& frames,
                           const web::WorkOrder& order, web::WorkAnswer& answer, std::stop_token stop);

}  // namespace trainingzip::shape
