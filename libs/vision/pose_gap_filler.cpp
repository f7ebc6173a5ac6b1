#include "vision/pose_gap_filler.h"

#include <algorithm>
#include <cmath>

#include "vision/person_tracker.h"

namespace trainingzip::vision {

namespace {

/// Whether one person can get from one pose to the other in a moment.
bool is_continuous(const Pose& before, const Pose& after) {
    constexpr float farthest = 0.5F;  // Of the larger extent of the two boxes.
    constexpr float most_growth = 1.5F;
    const auto from = box_of_pose(before);
    const auto to = box_of_pose(after);
    if (!from || !to) return false;
    const auto extent = [](const Box& box) { return std::max(box.width(), box.height()); };
    const float smaller = std::min(extent(*from), extent(*to));
    const float larger = std::max(extent(*from), extent(*to));
    const float distance = std::hypot(to->centre().x - from->centre().x, to->centre().y - from->centre().y);
    return larger <= most_growth * smaller && distance <= farthest * larger;
}

Keypoint between(const Keypoint& before, const Keypoint& after, float share) {
    return {{std::lerp(before.position.x, after.position.x, share),
             std::lerp(before.position.y, after.position.y, share)},
            std::min(before.score, after.score)};
}

}  // namespace

void PoseGapFiller::add(const TimedPose& pose) {
    if (mean_score(pose.pose) > 0) {
        if (!gap_.empty()) fill(pose);
        before_ = pose;
        next_(pose);
        return;
    }
    if (!before_) {
        next_({pose.time_seconds, pose.pose});
        return;
    }
    gap_.push_back(pose);
    if (pose.time_seconds - before_->time_seconds >= longest_gap_seconds) {
        pass_on_gap();
        before_.reset();
    }
}

PoseOrigin PoseGapFiller::origin_of_gap() const {
    const bool was_looked_for =
        std::ranges::any_of(gap_, [](const TimedPose& pose) { return pose.origin == PoseOrigin::inferred; });
    return was_looked_for ? PoseOrigin::unseen : PoseOrigin::not_inferred;
}

void PoseGapFiller::fill(const TimedPose& after) {
    const double gap_seconds = after.time_seconds - before_->time_seconds;
    const bool is_fillable = gap_seconds <= longest_gap_seconds && is_continuous(before_->pose, after.pose);
    if (is_fillable) {
        const PoseOrigin origin = origin_of_gap();
        for (TimedPose& missing : gap_) {
            const auto share =
                static_cast<float>((missing.time_seconds - before_->time_seconds) / gap_seconds);
            for (std::size_t part = 0; part < part_count; ++part)
                missing.pose[part] = between(before_->pose[part], after.pose[part], share);
            missing.origin = origin;
        }
    }
    pass_on_gap();
}

void PoseGapFiller::finish() {
    constexpr double one_frame_seconds = 0.04;
    const bool is_short =
        before_ && !gap_.empty() && gap_.back().time_seconds - before_->time_seconds <= one_frame_seconds;
    if (is_short) {
        const PoseOrigin origin = origin_of_gap();
        for (TimedPose& missing : gap_) {
            missing.pose = before_->pose;
            missing.origin = origin;
        }
    }
    pass_on_gap();
}

void PoseGapFiller::pass_on_gap() {
    for (TimedPose& pose : gap_) {
        if (mean_score(pose.pose) == 0) pose.origin = PoseOrigin::inferred;
        next_(pose);
    }
    gap_.clear();
}

}  // namespace trainingzip::vision
