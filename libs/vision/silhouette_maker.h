#pragma once

#include <optional>
#include <vector>

#include "media/frame.h"
#include "vision/mask_smoothing.h"
#include "vision/person_masker.h"
#include "vision/plane.h"
#include "vision/shape_tracker.h"

namespace trainingzip::vision {

struct SilhouetteSettings {
    ShapeTrackerSettings tracking;
    double smoothing_seconds = 0.06;  ///< See MaskSmoothing.
    double hold_seconds = 0.25;       ///< The last mask stays this long when the trainer is not found.
    float edge_softness =
        0.2F;  ///< Half of the range of probabilities that is neither person nor background.
};

/// Makes the mask of one person, the trainer, for each frame of a video, in order. One thread.
class SilhouetteMaker {
  public:
    /// `masker` must outlive the maker.
    SilhouetteMaker(const PersonMasker& masker, const SilhouetteSettings& settings);

    /// Fills `mask`, of any size and the aspect of the frame: 1 is the trainer, 0 is not, soft between. All 0
    /// where there is no trainer.
    void make(const media::Frame& frame, Plane& mask);

    /// Frames in which a trainer was found.
    std::int64_t frames_with_trainer() const { return frames_with_trainer_; }

  private:
    struct Trainer {
        Box box;
        Plane mask;
    };

    std::optional<Trainer> find_trainer(const PersonMasker::Inference& inference, double time_seconds);
    std::optional<Trainer> follow(const PersonMasker::Inference& inference,
                                  const std::vector<Detection>& detections);

    const PersonMasker& masker_;
    SilhouetteSettings settings_;
    ShapeTracker tracker_;
    MaskSmoothing smoothing_;
    Plane drawn_;  ///< The last mask, in the size that the masker draws.
    double drawn_seconds_ = 0;
    std::int64_t frames_with_trainer_ = 0;
};

}  // namespace trainingzip::vision
