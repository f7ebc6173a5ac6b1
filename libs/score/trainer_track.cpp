#include "score/trainer_track.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "score/limb_statistics.h"
#include "score/null_players.h"
#include "score/pose_filter.h"

namespace trainingzip::score {
namespace {

constexpr double longest_gap_seconds = 0.5;
constexpr double weight_of_unmoved_limb = 0.15;
constexpr double degrees = std::numbers::pi / 180;
constexpr double plain_movement = 20 * degrees;
constexpr double still_speed = 15 * degrees;  // a second; above the trembling of estimated poses
constexpr double speed_span_seconds = 0.5;
constexpr double shortest_hold_seconds = 3;
constexpr double rest_likeness = 0.85;
constexpr double least_information = 0.01;

Pose blended(const Pose& a, const Pose& b, double fraction) {
    Pose result;
    for (int joint = 0; joint < joint_count; ++joint) {
        const auto& from = a[joint];
        const auto& to = b[joint];
        if (from.confidence <= 0 || to.confidence <= 0) {
            result[joint] = fraction < 0.5 ? from : to;
            continue;
        }
        result[joint] = {from.x + (to.x - from.x) * fraction, from.y + (to.y - from.y) * fraction,
                         from.confidence + (to.confidence - from.confidence) * fraction};
    }
    return result;
}

std::vector<TimedPose> in_order(std::span<const TimedPose> frames) {
    std::vector<TimedPose> result;
    result.reserve(frames.size());
    for (const auto& frame : frames) {
        if (!(frame.time >= 0) || frame.time > TrainerTrack::longest_seconds) continue;
        if (!result.empty() && frame.time <= result.back().time) continue;
        result.push_back({frame.time, sanitized(frame.pose)});
    }
    return result;
}

}  // namespace

TrainerTrack::TrainerTrack(std::span<const TimedPose> frames) {
    sample(frames);
    if (moments_.empty()) return;
    weigh_limbs();
    find_holds();
    choose_null_players();
    measure_information();
}

void TrainerTrack::sample(std::span<const TimedPose> all_frames) {
    const auto frames = in_order(all_frames);
    if (frames.empty()) return;
    const auto count = static_cast<std::size_t>(std::floor(frames.back().time / step_seconds + 1e-6)) + 1;
    moments_.resize(count);
    PoseFilter filter;
    double scale = 0;
    std::size_t next = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double time = static_cast<double>(i) * step_seconds;
        while (next < frames.size() && frames[next].time <= time) ++next;
        const auto& after = frames[std::min(next, frames.size() - 1)];
        const auto& before = frames[next == 0 ? 0 : next - 1];
        const double gap = after.time - before.time;
        if (gap > longest_gap_seconds) continue;
        const double fraction = gap > 0 ? std::clamp((time - before.time) / gap, 0.0, 1.0) : 0;
        const Pose pose = blended(before.pose, after.pose, fraction);
        if (const double size = body_scale(pose); size > 0) scale = size;
        moments_[i].limbs = limb_directions(filter.filter(time, pose, scale), scale);
    }
}

void TrainerTrack::weigh_limbs() {
    for (int limb = 0; limb < limb_count; ++limb) {
        DirectionSpread spread;
        for (const auto& moment : moments_) spread.add(moment.limbs[limb], moment.limbs[limb].confidence);
        if (!(spread.weight() > 0)) continue;
        const double angle = spread.radians();
        const double movement = angle * angle / (angle * angle + plain_movement * plain_movement);
        limb_weights_[limb] = weight_of_unmoved_limb + (1 - weight_of_unmoved_limb) * movement;
    }
}

void TrainerTrack::find_holds() {
    const auto reach = static_cast<std::size_t>(speed_span_seconds / 2 / step_seconds);
    const auto count = moments_.size();
    std::size_t begin = 0;
    auto close_run = [&](std::size_t end) {
        if (static_cast<double>(end - begin) * step_seconds < shortest_hold_seconds) return;
        for (std::size_t i = begin; i < end; ++i) {
            moments_[i].held = match(pose_at_rest(), moments_[i].limbs) < rest_likeness;
        }
    };
    for (std::size_t i = 0; i < count; ++i) {
        const auto& before = moments_[i < reach ? 0 : i - reach].limbs;
        const auto& after = moments_[std::min(i + reach, count - 1)].limbs;
        const double angle = mean_angle(before, after, limb_weights_);
        if (angle >= 0 && angle < still_speed * speed_span_seconds) continue;
        close_run(i);
        begin = i + 1;
    }
    if (begin < count) close_run(count);
}

void TrainerTrack::choose_null_players() {
    std::vector<LimbDirections> all;
    all.reserve(moments_.size());
    for (const auto& moment : moments_) all.push_back(moment.limbs);
    null_players_ = trainingzip::score::null_players(all, limb_weights_);
}

void TrainerTrack::measure_information() {
    double sum = 0;
    double sum_of_squares = 0;
    for (auto& moment : moments_) {
        if (visible_weight(moment.limbs, limb_weights_) <= 0) continue;
        const std::size_t rivals = moment.held ? 1 : null_players_.size();
        double likeness_of_rivals = 0;
        for (std::size_t k = 0; k < rivals; ++k) {
            likeness_of_rivals += match(null_players_[k], moment.limbs) / static_cast<double>(rivals);
        }
        moment.information = std::max(1 - likeness_of_rivals, least_information);
        sum += moment.information;
        sum_of_squares += moment.information * moment.information;
    }
    typical_information_ = sum > 0 ? sum_of_squares / sum : 0;
}

double TrainerTrack::match(const LimbDirections& player, const LimbDirections& trainer) const {
    return weighted_likeness(player, trainer, limb_weights_);
}

double TrainerTrack::duration_seconds() const {
    return moments_.empty() ? 0 : static_cast<double>(moments_.size() - 1) * step_seconds;
}

LimbDirections TrainerTrack::at(double time) const {
    if (moments_.empty()) return {};
    const double position = std::clamp(time / step_seconds, 0.0, static_cast<double>(moments_.size() - 1));
    const auto index = static_cast<std::size_t>(position);
    const double fraction = position - static_cast<double>(index);
    const auto& before = moments_[index].limbs;
    const auto& after = moments_[std::min(index + 1, moments_.size() - 1)].limbs;
    LimbDirections result;
    for (int limb = 0; limb < limb_count; ++limb) {
        result[limb] = interpolated(before[limb], after[limb], fraction);
    }
    return result;
}

const TrainerTrack::Moment& TrainerTrack::nearest(double time) const {
    const double last = static_cast<double>(moments_.size() - 1);
    return moments_[static_cast<std::size_t>(std::clamp(time / step_seconds + 0.5, 0.0, last))];
}

double TrainerTrack::information(double time) const {
    return moments_.empty() ? 0 : nearest(time).information;
}

bool TrainerTrack::held(double time) const {
    return !moments_.empty() && nearest(time).held;
}

}  // namespace trainingzip::score
