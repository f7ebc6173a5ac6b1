#pragma once

#include "base/log.h"
#include "jobs/job_slots.h"
#include "shape/shape_video.h"
#include "storage/video_storage.h"
#include "vision/mask_rcnn.h"
#include "web/server.h"

namespace trainingzip::shape {

/// What a job needs; all must outlive the handler.
struct JobContext {
    const storage::VideoStorage& storage;
    const vision::MaskRcnn& network;
    const ShapeVideoSettings& settings;
    jobs::JobSlots& slots;
    Logger logger;
};

/// POST /jobs: writes the shape video that the order names (see jobs::read_shape_order) and tells how far
/// it is, one JSON object a line (see jobs::run_job).
web::WriterHandler create_job(const JobContext& context);

}  // namespace trainingzip::shape
