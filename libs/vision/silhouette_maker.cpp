#include "vision/silhouette_maker.h"

#include <algorithm>
#include <span>

namespace trainingzip::vision {
namespace {

float smooth_step(float from, float to, float value) {
    const float t = std::clamp((value - from) / (to - from), 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

}  // namespace

SilhouetteMaker::SilhouetteMaker(const MaskRcnn& network, const SilhouetteSettings& settings)
    : network_(network),
      settings_(settings),
      tracker_(settings.tracking),
      smoothing_(settings.smoothing_seconds) {}

std::optional<MaskGrid> SilhouetteMaker::follow(const MaskRcnn::Impression& seen,
                                                const std::vector<Detection>& detections) {
    constexpr std::size_t rivals = 3;
    constexpr float clear_lead = 0.6F;
    std::vector<TrainerCandidate> candidates = tracker_.candidates(detections);
    if (candidates.empty()) return std::nullopt;
    std::vector<Box> boxes;
    for (const TrainerCandidate& candidate : candidates) {
        const bool close = candidate.affinity > clear_lead * candidates.front().affinity;
        if (close && boxes.size() < rivals) boxes.push_back(detections[candidate.index].box);
    }
    std::vector<MaskGrid> grids = network_.masks(seen, boxes);
    if (grids.size() == 1) return std::move(grids.front());

    // Two people close together: the trainer is the one whose outline is most like the last one.
    std::size_t best = 0;
    float best_likeness = -1;
    Plane drawn;
    for (std::size_t i = 0; i < grids.size(); ++i) {
        draw_person(seen, grids[i], settings_.edges, drawn);
        const float likeness = candidates[i].affinity + soft_intersection_over_union(drawn, drawn_);
        if (likeness > best_likeness) {
            best = i;
            best_likeness = likeness;
        }
    }
    return std::move(grids[best]);
}

std::optional<MaskGrid> SilhouetteMaker::find_trainer(const MaskRcnn::Impression& seen, double time_seconds) {
    std::optional<MaskGrid> grid;
    if (tracker_.follows(time_seconds)) {
        grid = follow(seen, network_.detect(seen, tracker_.box(), settings_.near_limit));
        if (!grid) grid = follow(seen, network_.detect(seen));
        if (!grid) return std::nullopt;
    } else {
        const std::vector<Detection> detections = network_.detect(seen);
        const auto chosen = tracker_.choose_trainer(detections, seen.picture_width, seen.picture_height);
        if (!chosen) return std::nullopt;
        smoothing_.restart();
        grid = std::move(network_.masks(seen, {&detections[*chosen].box, 1}).front());
    }
    tracker_.seen(grid->box, time_seconds);
    return grid;
}

void SilhouetteMaker::make(const media::Frame& frame, Plane& mask) {
    const MaskRcnn::Impression seen = network_.look(frame.image.view());
    const std::optional<MaskGrid> grid = find_trainer(seen, frame.time_seconds);
    if (grid) {
        ++frames_with_trainer_;
        draw_person(seen, *grid, settings_.edges, drawn_);
        smoothing_.smooth(drawn_, frame.time_seconds);
        drawn_seconds_ = frame.time_seconds;
    } else if (drawn_.empty() || frame.time_seconds - drawn_seconds_ > settings_.hold_seconds) {
        drawn_.resize(seen.network_width, seen.network_height);
    }
    stretch(drawn_, mask);
    const float softness = settings_.edge_softness;
    for (float& value : mask.values) value = smooth_step(0.5F - softness, 0.5F + softness, value);
}

}  // namespace trainingzip::vision
