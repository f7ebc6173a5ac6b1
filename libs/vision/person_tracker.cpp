#include "vision/person_tracker.h"

#include <cmath>
#include <limits>

namespace trainingzip::vision {

namespace {

constexpr float seen_score = 0.25F;
constexpr std::size_t fewest_seen = 4;

float distance(const Point& a, const Point& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// Whether a detection can be the person that was last seen in `last`.
bool continues(const Box& last, const Box& next) {
    if (intersection_over_union(last, next) > 0.3F) return true;
    const float reach = 0.5F * std::max(last.width(), last.height());
    const float growth = next.area() / std::max(last.area(), 1.0F);
    return distance(last.centre(), next.centre()) < reach && growth > 0.4F && growth < 2.5F;
}

/// An edge that opens at once and closes slowly: quick limbs stay inside, a still person keeps a still box.
float moved_edge(float old_edge, float new_edge, bool opens) {
    constexpr float closing = 0.3F;
    return opens ? new_edge : old_edge + closing * (new_edge - old_edge);
}

}  // namespace

Box smoothed(const Box& old_box, const Box& new_box) {
    return {moved_edge(old_box.left, new_box.left, new_box.left < old_box.left),
            moved_edge(old_box.top, new_box.top, new_box.top < old_box.top),
            moved_edge(old_box.right, new_box.right, new_box.right > old_box.right),
            moved_edge(old_box.bottom, new_box.bottom, new_box.bottom > old_box.bottom)};
}

std::optional<Box> box_of_pose(const Pose& pose) {
    constexpr float far = std::numeric_limits<float>::max();
    Box box{far, far, -far, -far};
    std::size_t seen = 0;
    for (const Keypoint& keypoint : pose) {
        if (keypoint.score < seen_score) continue;
        ++seen;
        box.left = std::min(box.left, keypoint.position.x);
        box.top = std::min(box.top, keypoint.position.y);
        box.right = std::max(box.right, keypoint.position.x);
        box.bottom = std::max(box.bottom, keypoint.position.y);
    }
    if (seen < fewest_seen) return std::nullopt;
    // The top of the head and the toes are about a tenth of the body length beyond eyes and ankles.
    const float margin = 0.1F * std::max(box.width(), box.height());
    return Box{box.left - margin, box.top - margin, box.right + margin, box.bottom + margin};
}

float mean_score(const Pose& pose) {
    float sum = 0;
    for (const Keypoint& keypoint : pose) sum += keypoint.score;
    return sum / static_cast<float>(pose.size());
}

float prominence(const Detection& person, int picture_width, int picture_height) {
    const float picture = static_cast<float>(picture_width) * static_cast<float>(picture_height);
    const float half_width = static_cast<float>(picture_width) / 2;
    const float off_centre = std::abs(person.box.centre().x - half_width) / half_width;
    return std::sqrt(person.box.area() / picture) * (1 - 0.5F * std::min(off_centre, 1.0F)) * person.score;
}

TrainerChoice::TrainerChoice(int picture_width, int picture_height)
    : width_(picture_width), height_(picture_height) {}

void TrainerChoice::add(std::span<const Detection> detections) {
    for (const Detection& detection : detections) {
        Candidate* nearest = nullptr;
        float best = 0.3F;
        for (Candidate& candidate : candidates_) {
            const float overlap = intersection_over_union(candidate.last, detection.box);
            if (overlap > best) {
                best = overlap;
                nearest = &candidate;
            }
        }
        if (nearest == nullptr)
            nearest = &candidates_.emplace_back(Candidate{detection.box, detection.box, 0});
        nearest->last = detection.box;
        nearest->weight += prominence(detection, width_, height_);
    }
}

std::optional<Box> TrainerChoice::box() const {
    const auto best = std::max_element(candidates_.begin(), candidates_.end(),
                                       [](const auto& a, const auto& b) { return a.weight < b.weight; });
    if (best == candidates_.end()) return std::nullopt;
    return best->first;
}

PersonTracker::PersonTracker(int picture_width, int picture_height, const Options& options)
    : width_(picture_width), height_(picture_height), options_(options) {}

void PersonTracker::start(const Box& box, double time_seconds) {
    box_ = box;
    last_detection_ = time_seconds;
    last_seen_ = time_seconds;
    lost_ = false;
    quarter_turns_ = 0;
}

bool PersonTracker::wants_detection(double time_seconds) const {
    return lost_ || time_seconds - last_detection_ >= options_.detect_every_seconds;
}

const Detection* PersonTracker::continuation(std::span<const Detection> detections) const {
    const Detection* best = nullptr;
    float best_overlap = -1;
    for (const Detection& detection : detections) {
        const float overlap = intersection_over_union(*box_, detection.box);
        if (continues(*box_, detection.box) && overlap > best_overlap) {
            best = &detection;
            best_overlap = overlap;
        }
    }
    return best;
}

void PersonTracker::detected(std::span<const Detection> detections, double time_seconds) {
    last_detection_ = time_seconds;
    const bool forgotten = !box_ || (lost_ && time_seconds - last_seen_ > options_.forget_after_seconds);
    if (forgotten) {
        TrainerChoice choice(width_, height_);
        choice.add(detections);
        if (const auto found = choice.box()) box_ = found;
        quarter_turns_ = 0;
        return;
    }
    if (const Detection* next = continuation(detections))
        box_ = lost_ ? next->box : smoothed(*box_, next->box);
}

bool PersonTracker::estimated(const Pose& pose, double time_seconds) {
    const auto found = box_of_pose(pose);
    lost_ = !found || mean_score(pose) < options_.weak_score;
    if (lost_) return false;
    last_seen_ = time_seconds;
    box_ = box_ ? smoothed(*box_, *found) : *found;
    return true;
}

}  // namespace trainingzip::vision
