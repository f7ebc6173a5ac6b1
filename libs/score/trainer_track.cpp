#include "score/trainer_track.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "score/pose_filter.h"
#include "score/rest_pose.h"

namespace trainingzip::score {
namespace {

constexpr double degrees = std::numbers::pi / 180;
constexpr double longest_gap_seconds = 0.5;
constexpr double still_speed = 15 * degrees;  // a second; above the trembling of estimated poses
constexpr double speed_span_seconds = 0.5;
constexpr double shortest_hold_seconds = 3;
constexpr double rest_likeness = 0.6;

// What a measure carries: who lowers the hips moves the whole body, who lifts an arm one twentieth of it.
constexpr MeasureWeights carried{0.095, 0.095, 0.105, 0.105, 0.34, 0.34, 0.2, 0.2, 0.25, 0.1, 0.45};
constexpr double plain_variance = 0.35 * 0.35;  // of a limb that swings by 20 degrees to both sides
constexpr double local_seconds = 2;
constexpr double share_of_the_clip = 0.3;
constexpr double weight_of_unmoved = 0.05;
constexpr double weight_of_held = 0.5;
// Of a limb that swings by 9 degrees to both sides, in all moments that count.
constexpr double plain_share = 0.15;
constexpr double least_shown = 0.5;  // of the moments that count
constexpr double least_activity = 1e-3;

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

std::vector<TimedPose> in_order(std::span<const TimedPose> frames, const PictureSize& picture) {
    std::vector<TimedPose> result;
    result.reserve(frames.size());
    for (const auto& frame : frames) {
        if (!(frame.time >= 0) || frame.time > TrainerTrack::longest_seconds) continue;
        if (!result.empty() && frame.time <= result.back().time) continue;
        result.push_back({frame.time, within_picture(sanitized(frame.pose), picture)});
    }
    return result;
}

/// Whether some part of the body is not as it is in somebody who stands about.
bool is_unlike_rest(const Measures& measures) {
    for (const Part part : {arms, legs, torso}) {
        MeasureWeights weights{};
        for (int measure = 0; measure < measure_count; ++measure) {
            if (part_of(measure) == part) weights[measure] = carried[measure] * measures[measure].confidence;
        }
        const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
        if (sum > 0 && weighted_likeness(rest_pose(), measures, weights) < rest_likeness) return true;
    }
    return false;
}

/// How plainly a limb moves, 0..1.
double movement(double variance) {
    return variance / (variance + plain_variance);
}

/// Movement of a measure within local_seconds on both sides of each moment, by running sums.
std::vector<double> local_movement(const std::vector<TrainerTrack::Moment>& moments, int measure) {
    const auto reach = static_cast<std::size_t>(local_seconds / TrainerTrack::step_seconds);
    VectorSpread spread;
    std::vector<double> result(moments.size());
    std::size_t added = 0;
    std::size_t removed = 0;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        bool changed = false;
        for (; added < std::min(moments.size(), i + reach + 1); ++added) {
            spread.add(moments[added].measures[measure], moments[added].measures[measure].confidence);
            changed = true;
        }
        for (; removed + reach < i; ++removed) {
            spread.remove(moments[removed].measures[measure], moments[removed].measures[measure].confidence);
            changed = true;
        }
        result[i] = changed || i == 0 ? movement(spread.variance()) : result[i - 1];
    }
    return result;
}

}  // namespace

TrainerTrack::TrainerTrack(std::span<const TimedPose> frames, const PictureSize& picture) {
    sample(frames, picture);
    if (moments_.empty()) return;
    find_holds();
    weigh();
}

void TrainerTrack::sample(std::span<const TimedPose> all_frames, const PictureSize& picture) {
    const auto frames = in_order(all_frames, picture);
    if (frames.empty()) return;
    const auto count = static_cast<std::size_t>(std::floor(frames.back().time / step_seconds + 1e-6)) + 1;
    moments_.resize(count);
    std::vector<Measures> vectors(count);
    PoseFilter filter;
    BodySize body;
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
        const double size = body.update(step_seconds, body_scale(pose));
        vectors[i] = limb_vectors(filter.filter(time, pose, size), size);
    }
    lengths_ = longest_lengths(vectors);
    for (std::size_t i = 0; i < count; ++i) moments_[i].measures = relative_to(lengths_, vectors[i]);
}

void TrainerTrack::find_holds() {
    const auto reach = static_cast<std::size_t>(speed_span_seconds / 2 / step_seconds);
    const auto count = moments_.size();
    std::size_t begin = 0;
    auto close_run = [&](std::size_t end) {
        if (static_cast<double>(end - begin) * step_seconds < shortest_hold_seconds) return;
        for (std::size_t i = begin; i < end; ++i) {
            moments_[i].held = is_unlike_rest(moments_[i].measures);
        }
    };
    for (std::size_t i = 0; i < count; ++i) {
        const auto& before = moments_[i < reach ? 0 : i - reach].measures;
        const auto& after = moments_[std::min(i + reach, count - 1)].measures;
        const double distance = mean_distance(before, after, carried);
        if (distance >= 0 && distance < still_speed * speed_span_seconds) continue;
        close_run(i);
        begin = i + 1;
    }
    if (begin < count) close_run(count);
}

void TrainerTrack::weigh() {
    const auto rest = rest_pose();
    double sum_of_squares = 0;
    double sum = 0;
    for (int measure = 0; measure < measure_count; ++measure) {
        VectorSpread spread;
        for (const auto& moment : moments_) {
            spread.add(moment.measures[measure], moment.measures[measure].confidence);
        }
        if (!(spread.weight() > 0)) continue;
        const double in_all = movement(spread.variance());
        const auto near = local_movement(moments_, measure);
        for (std::size_t i = 0; i < moments_.size(); ++i) {
            auto& moment = moments_[i];
            if (moment.measures[measure].confidence <= 0) continue;
            const double moved = share_of_the_clip * in_all + (1 - share_of_the_clip) * near[i];
            const double unlike_rest = 1 - measure_likeness(measure, rest[measure], moment.measures[measure]);
            const double held = moment.held ? weight_of_held * unlike_rest : 0;
            moment.weights[measure] = carried[measure] * std::max({moved, held, weight_of_unmoved});
            moment.activity += carried[measure] * std::max(near[i], held);
        }
    }
    for (const auto& moment : moments_) {
        sum += moment.activity;
        sum_of_squares += moment.activity * moment.activity;
    }
    if (!(sum > least_activity * static_cast<double>(moments_.size()))) return;
    typical_activity_ = sum_of_squares / sum;
    for (const auto& moment : moments_) {
        for (int measure = 0; measure < measure_count; ++measure) {
            weights_[measure] += moment.weights[measure] * moment.activity / sum;
        }
    }
}

bool TrainerTrack::asks_for(Limb limb) const {
    if (weights_[limb] < least_shown * weight_of_unmoved * carried[limb]) return false;
    for (int measure = 0; measure < measure_count; ++measure) {
        if (part_of(measure) == part_of(limb) && weights_[measure] > plain_share * carried[measure])
            return true;
    }
    return false;
}

double TrainerTrack::duration_seconds() const {
    return moments_.empty() ? 0 : static_cast<double>(moments_.size() - 1) * step_seconds;
}

Measures TrainerTrack::at(double time) const {
    if (moments_.empty()) return {};
    const double position = std::clamp(time / step_seconds, 0.0, static_cast<double>(moments_.size() - 1));
    const auto index = static_cast<std::size_t>(position);
    const double fraction = position - static_cast<double>(index);
    const auto& before = moments_[index].measures;
    const auto& after = moments_[std::min(index + 1, moments_.size() - 1)].measures;
    Measures result;
    for (int measure = 0; measure < measure_count; ++measure) {
        result[measure] = interpolated(before[measure], after[measure], fraction);
    }
    return result;
}

const TrainerTrack::Moment& TrainerTrack::nearest(double time) const {
    const double last = static_cast<double>(moments_.size() - 1);
    return moments_[static_cast<std::size_t>(std::clamp(time / step_seconds + 0.5, 0.0, last))];
}

}  // namespace trainingzip::score
