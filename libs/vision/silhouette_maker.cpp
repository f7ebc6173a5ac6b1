#include "vision/silhouette_maker.h"

#include <algorithm>

namespace trainingzip::vision {
namespace {

float smooth_step(float from, float to, float value) {
    const float t = std::clamp((value - from) / (to - from), 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

}  // namespace

SilhouetteMaker::SilhouetteMaker(const PersonMasker& masker, const SilhouetteSettings& settings)
    : masker_(masker), settings_(settings), smoothing_(settings.smoothing_seconds) {}

std::optional<PersonMask> SilhouetteMaker::cut_out(const media::Frame& frame,
                                                   const std::optional<TrackedPerson>& trainer) const {
    if (!trainer) return std::nullopt;
    return masker_.cut_out(frame.image.view(), *trainer);
}

void SilhouetteMaker::make(const media::Frame& frame, const std::optional<PersonMask>& found, Plane& mask) {
    if (scene_cut_.next(frame.image.view())) {
        drawn_.resize(0, 0);
        smoothing_.restart();
    }
    if (found) {
        ++frames_with_trainer_;
        const float scale = static_cast<float>(mask.width) / static_cast<float>(frame.image.width());
        drawn_.resize(mask.width, mask.height);
        draw_region(found->probabilities, found->region, scale, drawn_);
        smoothing_.smooth(drawn_, frame.time_seconds);
        drawn_seconds_ = frame.time_seconds;
    } else if (drawn_.empty() || frame.time_seconds - drawn_seconds_ > settings_.hold_seconds) {
        drawn_.resize(mask.width, mask.height);
        smoothing_.restart();
    }
    mask.values = drawn_.values;
    const float softness = settings_.edge_softness;
    for (float& value : mask.values) value = smooth_step(0.5F - softness, 0.5F + softness, value);
}

}  // namespace trainingzip::vision
