#include "vision/pose_smoother.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "vision/person_tracker.h"

namespace trainingzip::vision {

namespace {

/// Of the trunk: what a pose network's reading of a still keypoint trembles by, and no movement worth seeing.
constexpr float uncertainty = 0.015F;
constexpr float least_score = 0.2F;

/// From the shoulders to the hips, or as much of the extent of what is seen; 0 without a pose.
float trunk_length(const Pose& pose) {
    constexpr float share_of_extent = 0.3F;
    const Keypoint corners[] = {at(pose, left_shoulder), at(pose, right_shoulder), at(pose, left_hip),
                                at(pose, right_hip)};
    const auto box = box_of_pose(pose);
    const float extent = box ? std::max(box->width(), box->height()) : 0;
    const bool is_seen =
        std::ranges::all_of(corners, [](const Keypoint& corner) { return corner.score >= least_score; });
    if (!is_seen) return share_of_extent * extent;
    const float trunk = std::hypot(
        (corners[0].position.x + corners[1].position.x - corners[2].position.x - corners[3].position.x) / 2,
        (corners[0].position.y + corners[1].position.y - corners[2].position.y - corners[3].position.y) / 2);
    // Somebody who bends towards the camera has a short trunk in the picture.
    return std::max(trunk, share_of_extent * extent / 2);
}

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
