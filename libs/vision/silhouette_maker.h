#pragma once

#include <cstdint>
#include <optional>

#include "media/frame.h"
#include "vision/mask_smoothing.h"
#include "vision/person_masker.h"
#include "vision/plane.h"
#include "vision/scene_cut.h"

namespace trainingzip::vision {

struct SilhouetteSettings {
    double smoothing_seconds = 0.06;  ///< See MaskSmoothing.
    /// The last mask stays this long when the trainer is not found, unless the camera has cut.
    double hold_seconds = 0.25;
    float edge_softness =
        0.2F;  ///< Half of the range of probabilities that is neither person nor background.
};

/// Makes the mask of one person, the trainer, for each frame of a video, in order.
class SilhouetteMaker {
  public:
    /// `masker` must outlive the maker.
    SilhouetteMaker(const PersonMasker& masker, const SilhouetteSettings& settings);

    /// The part that needs no order: safe to call from several threads. nullopt without a trainer, where the
    /// pose server has found none.
    std::optional<PersonMask> cut_out(const media::Frame& frame,
                                      const std::optional<TrackedPerson>& trainer) const;

    /// Fills `mask`, of any size and the aspect of the frame: 1 is the trainer, 0 is not, soft between. All 0
    /// where there is no trainer. `found` is what cut_out() gave for the frame.
    void make(const media::Frame& frame, const std::optional<PersonMask>& found, Plane& mask);

    /// Frames with a trainer.
    std::int64_t frames_with_trainer() const { return frames_with_trainer_; }

  private:
    const PersonMasker& masker_;
    SilhouetteSettings settings_;
    SceneCut scene_cut_;
    MaskSmoothing smoothing_;
    Plane drawn_;  ///< The last mask.
    double drawn_seconds_ = 0;
    std::int64_t frames_with_trainer_ = 0;
};

}  // namespace trainingzip::vision
