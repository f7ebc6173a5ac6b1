#include "vision/pose_smoother.h"

#include <cmath>
#include <limits>

#include "vision/trunk_length.h"

namespace trainingzip::vision {

namespace {

/// Of the trunk: what a pose network's reading of a still keypoint trembles by, and no movement worth seeing.
constexpr float uncertainty = 0.015F;
constexpr float least_score = 0.2F;

}  // namespace

void PoseSmoother::add(const TimedPose& pose) {
    window_.push_back(pose);
    send(pose.time_seconds - reach_seconds);
}

void PoseSmoother::finish() {
    send(std::numeric_limits<double>::infinity());
    window_.clear();
    sent_ = 0;
}

void PoseSmoother::send(double until_seconds) {
    while (sent_ < window_.size() && window_[sent_].time_seconds <= until_seconds) {
        next_(smoothed(sent_));
        ++sent_;
        while (sent_ < window_.size() &&
               window_.front().time_seconds < window_[sent_].time_seconds - reach_seconds) {
            window_.pop_front();
            --sent_;
        }
    }
}

TimedPose PoseSmoother::smoothed(std::size_t frame) const {
    TimedPose result = window_[frame];
    const double now = result.time_seconds;
    const float tolerance = uncertainty * trunk_length(result.pose);
    if (tolerance <= 0) return result;
    for (std::size_t part = 0; part < part_count; ++part) {
        const Keypoint& seen = window_[frame].pose[part];
        if (seen.score < least_score) continue;
        float weights = 0;
        Point sum;
        for (const TimedPose& other : window_) {
            const Keypoint& keypoint = other.pose[part];
            if (std::abs(other.time_seconds - now) > reach_seconds || keypoint.score < least_score) continue;
            const float distance =
                std::hypot(keypoint.position.x - seen.position.x, keypoint.position.y - seen.position.y) /
                tolerance;
            const float weight = std::exp(-distance * distance / 2);
            weights += weight;
            sum.x += weight * keypoint.position.x;
            sum.y += weight * keypoint.position.y;
        }
        result.pose[part].position = {sum.x / weights, sum.y / weights};
    }
    return result;
}

}  // namespace trainingzip::vision
