#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace trainingzip::jobs {

/// The steps from an uploaded video to a training.
enum class JobKind {
    normalise,  ///< Done by the upload server itself, in a sandboxed process.
    pose,       ///< Ordered from the pose server.
    shape,      ///< Ordered from the shape server.
};

/// Every kind, in the order of the work.
inline constexpr std::array all_job_kinds{JobKind::normalise, JobKind::pose, JobKind::shape};
/// The kinds that are ordered from another server once the video is normalised.
inline constexpr std::array remote_job_kinds{JobKind::pose, JobKind::shape};

/// "normalise", "pose" or "shape": the name in the database, on the wire, in metrics and logs. Has static
/// storage duration.
std::string_view name_of(JobKind kind);
/// nullopt for another text.
std::optional<JobKind> find_job_kind(std::string_view name);

}  // namespace trainingzip::jobs
