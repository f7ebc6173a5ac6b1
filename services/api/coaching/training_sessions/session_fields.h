#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "web/request.h"

namespace trainingzip::api {

/// The body of POST /me/sessions: a finished session as scored by the page. Every number is finite and
/// within its bounds.
struct TrainingSessionFields {
    std::int64_t training_id = 0;
    std::int64_t started_at =
        0;  ///< Unix milliseconds; not older than the service, nor in the future but for wrong clocks.
    double duration_seconds = 0;        ///< Up to 4 hours.
    double score = 0;                   ///< 0 to 100
    std::optional<double> lag_seconds;  ///< -10 to 10; nullopt when it is not known.
    std::optional<double> coverage;     ///< Share of what matters that was seen, 0 to 1; nullopt: not said.
    std::string series;  ///< JSON: [{"time","score"}], at most 1000, times in seconds that rise.
    std::string limbs;   ///< JSON: [{"name","score"}], each limb at most once, a score or null.

    /// now: Unix milliseconds. Throws as web::JsonBody does.
    static TrainingSessionFields read(const web::Request& request, std::int64_t now);
};

}  // namespace trainingzip::api
