#include "api/export/export_limit.h"

#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::chrono::hours hour{1};
constexpr int retry_seconds = 5;
// A bound on memory; they all begin anew then.
constexpr std::size_t most_people = 20'000;

}  // namespace

ExportLimit::Settings ExportLimit::Settings::load(ConfigSection& section) {
    Settings settings;
    settings.per_hour = static_cast<int>(section.integer("exports_per_hour", 1, 1'000'000));
    settings.at_once = static_cast<int>(section.integer("exports_at_once", 1, 1000));
    return settings;
}

ExportLimit::Place ExportLimit::take(std::int64_t user_id, TimePoint now) {
    const std::lock_guard lock(mutex_);
    if (hours_.size() >= most_people) forget_old(now);
    Hour& taken = hours_.try_emplace(user_id, Hour{now}).first->second;
    if (now - taken.began >= hour) taken = Hour{now};
    if (taken.taken >= settings_.per_hour) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(taken.began + hour - now);
        throw Failure(ErrorCode::too_many_attempts, "exports of one person")
            .with_retry_after(static_cast<int>(left.count()));
    }
    if (being_made_ >= settings_.at_once) {
        throw Failure(ErrorCode::unavailable, "as many exports as may be made at once")
            .with_retry_after(retry_seconds);
    }
    ++taken.taken;
    ++being_made_;
    return Place(*this);
}

void ExportLimit::free_place() {
    const std::lock_guard lock(mutex_);
    --being_made_;
}

void ExportLimit::forget_old(TimePoint now) {
    std::erase_if(hours_, [&](const auto& entry) { return now - entry.second.began >= hour; });
    if (hours_.size() >= most_people) hours_.clear();
}

}  // namespace trainingzip::api
