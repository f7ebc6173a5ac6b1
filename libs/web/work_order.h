#pragma once

#include <cstdint>
#include <string>

#include "web/request.h"

namespace trainingzip::web {

/// What the upload server asks of the pose and the shape server: POST /jobs with
/// {"trainingId":7,"uploadId":"...","video":"KEY","shape":"KEY","firstFrame":0}.
struct WorkOrder {
    std::int64_t training_id = 0;
    std::string upload_id;
    std::string video;  ///< Storage key to read. Not checked here: the storage does.
    std::string shape;  ///< Storage key to write; empty in an order for poses.
    std::int64_t first_frame = 0;

    enum class Kind { pose, shape };

    /// Throws Failure(body_invalid), also for an order of the other kind.
    static WorkOrder parse(const Request& request, Kind kind);
};

}  // namespace trainingzip::web
