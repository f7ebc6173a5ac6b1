#pragma once

#include <cstdint>
#include <string>

#include "web/request.h"

namespace trainingzip::jobs {

/// What the upload server asks of a pose or shape server: POST /jobs.
struct JobOrder {
    std::int64_t training_id = 0;
    std::string upload_id;
    std::string video;             ///< Storage key of the normalised video.
    std::string shape;             ///< Storage key of the shape video; empty in an order for poses.
    std::int64_t first_frame = 0;  ///< Frames before this one are already done.
};

/// Reads an order strictly: {"trainingId","uploadId","video","firstFrame"}. Keys must be those of the upload,
/// so that an order can reach no other file. Throws Failure(body_invalid).
JobOrder read_pose_order(const web::Request& request);

/// The same with "shape"; "firstFrame" must be 0, since a shape video is written as a whole.
JobOrder read_shape_order(const web::Request& request);

}  // namespace trainingzip::jobs
