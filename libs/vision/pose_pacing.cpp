#include "vision/pose_pacing.h"

#include <algorithm>
#include <cmath>

#include "vision/person_tracker.h"
#include "vision/trunk_length.h"

namespace trainingzip::vision {

namespace {

constexpr float seen = 0.3F;

/// How far the keypoint that bends most is from the straight line between its places before and after, at an
/// even pace, in trunks.
float largest_bend(const TimedPose& before, const TimedPose& middle, const TimedPose& after) {
    const float trunk = trunk_length(middle.pose);
    if (trunk <= 0) return 1;
    const auto share = static_cast<float>((middle.time_seconds - before.time_seconds) /
                                          (after.time_seconds - before.time_seconds));
    float largest = 0;
    for (std::size_t part = 0; part < part_count; ++part) {
        const Keypoint& a = before.pose[part];
        const Keypoint& b = middle.pose[part];
        const Keypoint& c = after.pose[part];
        if (std::min({a.score, b.score, c.score}) < seen) continue;
        const float x = std::lerp(a.position.x, c.position.x, share) - b.position.x;
        const float y = std::lerp(a.position.y, c.position.y, share) - b.position.y;
        largest = std::max(largest, std::hypot(x, y));
    }
    return largest / trunk;
}

}  // namespace

void PosePacing::add(const TimedPose& pose) {
    if (mean_score(pose.pose) < seen) {
        known_ = 0;
        return;
    }
    std::rotate(last_.begin(), last_.begin() + 1, last_.end());
    last_.back() = pose;
    known_ = std::min(known_ + 1, last_.size());
    if (known_ == last_.size()) bend_ = largest_bend(last_[0], last_[1], last_[2]);
}

bool PosePacing::may_leave_out(double step_seconds) const {
    constexpr double longest_step_seconds = 0.045;
    constexpr float largest_error = 0.025F;  // Of the trunk; a reading that trembles has half of it.
    if (known_ < last_.size() || step_seconds > longest_step_seconds) return false;
    const double product =
        (last_[1].time_seconds - last_[0].time_seconds) * (last_[2].time_seconds - last_[1].time_seconds);
    // The bend of an even curve grows with the square of time.
    return bend_ * static_cast<float>(step_seconds * step_seconds / product) <= largest_error;
}

}  // namespace trainingzip::vision
