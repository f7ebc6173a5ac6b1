#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "jobs/job_kind.h"
#include "jobs/possible_trainers.h"
#include "web/request.h"

namespace trainingzip::jobs {

/// What the upload server orders from the pose and the shape server: the body of POST /jobs,
/// {"trainingId":7,"uploadId":"...","video":"KEY","track":"KEY","shape":"KEY","trainer":PERSON IN FRAME}.
struct JobOrder {
    std::int64_t training_id = 0;
    std::string upload_id;
    std::string video;  ///< Storage key to read. Not checked here: the storage does.
    std::string track;  ///< Storage key to read, see PoseTrackReader; empty in an order for poses.
    std::string shape;  ///< Storage key to write; empty in an order for poses.
    std::optional<PersonInFrame> trainer;  ///< Whom the owner chose; absent in an order for a shape.

    /// Throws Failure(body_invalid), also for an order of the other kind. Failure(unavailable) for a shape
    /// without a track: an upload server of version 0.2, which tries again until it is replaced.
    static JobOrder parse(const web::Request& request, JobKind kind);

    /// The body that parse() reads.
    std::string to_json() const;
};

}  // namespace trainingzip::jobs
