#include "jobs/job_kind.h"

#include <algorithm>
#include <utility>

namespace trainingzip::jobs {

namespace {

constexpr std::array<std::pair<JobKind, std::string_view>, all_job_kinds.size()> names{{
    {JobKind::normalise, "normalise"},
    {JobKind::pose, "pose"},
    {JobKind::shape, "shape"},
}};

}  // namespace

std::string_view name_of(JobKind kind) {
    return std::ranges::find(names, kind, &std::pair<JobKind, std::string_view>::first)->second;
}

std::optional<JobKind> find_job_kind(std::string_view name) {
    const auto* const found = std::ranges::find(names, name, &std::pair<JobKind, std::string_view>::second);
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace trainingzip::jobs
