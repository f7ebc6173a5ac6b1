#include "score/pose_filter.h"

namespace trainingzip::score {
namespace {

constexpr OneEuroFilter::Settings joint_settings{
    .minimum_cutoff = 2.5, .beta = 2.0, .derivative_cutoff = 2.0};
constexpr double forget_after_seconds = 0.3;

}  // namespace

PoseFilter::PoseFilter() {
    for (auto& track : tracks_) track.x = track.y = OneEuroFilter(joint_settings);
}

Pose PoseFilter::filter(double time, const Pose& pose, double scale) {
    Pose result = pose;
    if (!(scale > 0)) return result;
    for (int joint = 0; joint < joint_count; ++joint) {
        auto& track = tracks_[joint];
        auto& position = result[joint];
        if (position.confidence <= 0) continue;
        const double seconds = time - track.last_time;
        if (track.x.started() && (seconds > forget_after_seconds || seconds < 0)) {
            track.x.reset();
            track.y.reset();
        }
        if (track.x.started() && !(seconds > 0)) continue;
        position.x = track.x.filter(position.x, seconds, scale);
        position.y = track.y.filter(position.y, seconds, scale);
        track.last_time = time;
    }
    return result;
}

void PoseFilter::reset() {
    for (auto& track : tracks_) {
        track.x.reset();
        track.y.reset();
    }
}

}  // namespace trainingzip::score
