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

SilhouetteMaker::SilhouetteMaker(const PersonMasker& masker, const SilhouetteSettings& settings)
    : masker_(masker),
      settings_(settings),
      tracker_(settings.tracking),
      smoothing_(settings.smoothing_seconds) {}

std::optional<SilhouetteMaker::Trainer> SilhouetteMaker::follow(const PersonMasker::Inference& inference,
                                                                const std::vector<Detection>& detections) {
    constexpr std::size_t rivals = 3;
    constexpr float clear_lead = 0.6F;
    const std::vector<TrainerCandidate> candidates = tracker_.candidates(detections);
    if (candidates.empty()) return std::nullopt;
    std::vector<Box> boxes;
    for (const TrainerCandidate& candidate : candidates) {
        const bool close = candidate.affinity > clear_lead * candidates.front().affinity;
        if (close && boxes.size() < rivals) boxes.push_back(detections[candidate.index].box);
    }
    std::vector<Plane> masks = inference.masks(boxes);
    if (masks.size() == 1) return Trainer{boxes.front(), std::move(masks.front())};

    // Two people close together: the trainer is the one whose outline is most like the last one.
    std::size_t best = 0;
    float best_likeness = -1;
    for (std::size_t i = 0; i < masks.size(); ++i) {
        const float likeness = candidates[i].affinity + soft_intersection_over_union(masks[i], drawn_);
        if (likeness > best_likeness) {
            best = i;
            best_likeness = likeness;
        }
    }
    return Trainer{boxes[best], std::move(masks[best])};
}

std::optional<SilhouetteMaker::Trainer> SilhouetteMaker::find_trainer(
    const PersonMasker::Inference& inference, double time_seconds) {
    std::optional<Trainer> trainer;
    if (tracker_.follows(time_seconds)) {
        trainer = follow(inference, inference.persons_near(tracker_.box()));
        if (!trainer) trainer = follow(inference, inference.persons());
        if (!trainer) return std::nullopt;
    } else {
        const std::vector<Detection> detections = inference.persons();
        const auto chosen = tracker_.choose_trainer(detections, masker_.sure_score(),
                                                    inference.picture_width(), inference.picture_height());
        if (!chosen) return std::nullopt;
        smoothing_.restart();
        const Box& box = detections[*chosen].box;
        trainer = Trainer{box, std::move(inference.masks({&box, 1}).front())};
    }
    tracker_.seen(trainer->box, time_seconds);
    return trainer;
}

void SilhouetteMaker::make(const media::Frame& frame, Plane& mask) {
    const auto inference = masker_.infer(frame.image.view());
    std::optional<Trainer> trainer = find_trainer(*inference, frame.time_seconds);
    if (trainer) {
        ++frames_with_trainer_;
        drawn_ = std::move(trainer->mask);
        smoothing_.smooth(drawn_, frame.time_seconds);
        drawn_seconds_ = frame.time_seconds;
    } else if (drawn_.empty() || frame.time_seconds - drawn_seconds_ > settings_.hold_seconds) {
        drawn_.resize(inference->mask_width(), inference->mask_height());
    }
    stretch(drawn_, mask);
    const float softness = settings_.edge_softness;
    for (float& value : mask.values) value = smooth_step(0.5F - softness, 0.5F + softness, value);
}

}  // namespace trainingzip::vision
