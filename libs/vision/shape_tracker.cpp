#include "vision/shape_tracker.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::vision {
namespace {

/// 1 in the middle of the picture, about 1/3 in its corners.
float centrality(const Box& box, int width, int height) {
    const Point centre = box.centre();
    const float x = centre.x / static_cast<float>(width) * 2 - 1;
    const float y = centre.y / static_cast<float>(height) * 2 - 1;
    return std::exp(-(x * x + y * y) / 2);
}

/// Overlap counts most; nearness keeps hold of a limb flung out or a jump between two frames.
float affinity(const Box& last, const Box& now) {
    const Point from = last.centre();
    const Point to = now.centre();
    const float size = std::max(std::sqrt(last.area()), 1.0F);
    const float distance = std::hypot(to.x - from.x, to.y - from.y) / size;
    const float growth = std::min(last.area(), now.area()) / std::max({last.area(), now.area(), 1.0F});
    const float nearness = std::exp(-4 * distance * distance) * std::sqrt(growth);
    return 0.6F * intersection_over_union(last, now) + 0.4F * nearness;
}

}  // namespace

bool ShapeTracker::follows(double time_seconds) const {
    return box_ && time_seconds - seen_seconds_ <= settings_.gap_seconds;
}

std::vector<TrainerCandidate> ShapeTracker::candidates(std::span<const Detection> detections) const {
    std::vector<TrainerCandidate> found;
    for (std::size_t i = 0; i < detections.size(); ++i) {
        if (detections[i].score < settings_.follow_score) continue;
        const float likeness = affinity(*box_, detections[i].box);
        if (likeness >= settings_.least_affinity) found.push_back({i, likeness});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.affinity > b.affinity; });
    return found;
}

std::optional<std::size_t> ShapeTracker::choose_trainer(std::span<const Detection> detections,
                                                        float start_score, int picture_width,
                                                        int picture_height) const {
    std::optional<std::size_t> best;
    float best_weight = 0;
    for (std::size_t i = 0; i < detections.size(); ++i) {
        const Detection& detection = detections[i];
        if (detection.score < start_score) continue;
        const float weight =
            detection.score * detection.box.area() * centrality(detection.box, picture_width, picture_height);
        if (!best || weight > best_weight) {
            best = i;
            best_weight = weight;
        }
    }
    return best;
}

void ShapeTracker::seen(const Box& box, double time_seconds) {
    box_ = box;
    seen_seconds_ = time_seconds;
}

}  // namespace trainingzip::vision
