#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "vision/geometry.h"

namespace trainingzip::vision {

struct ShapeTrackerSettings {
    float follow_score = 0.08F;   ///< A detection below this is not taken for the trainer.
    float least_affinity = 0.3F;  ///< Of a detection to the last box, 0 to 1.
    double gap_seconds = 1.0;     ///< Without a detection for longer than this the trainer is lost.
};

/// A detection that may be the trainer.
struct TrainerCandidate {
    std::size_t index = 0;  ///< Among the detections given.
    float affinity = 0;     ///< To the last box of the trainer, 0 to 1.
};

/// Tracks one person, the trainer, through the boxes of a video. At the start the trainer is the person who
/// is large, near the centre of the picture and detected with high confidence; afterwards the one who is
/// where the trainer was.
class ShapeTracker {
  public:
    explicit ShapeTracker(const ShapeTrackerSettings& settings = {}) : settings_(settings) {}

    /// Whether there is a trainer to follow at this time.
    bool follows(double time_seconds) const;

    /// The last box of the trainer; call only while follows().
    const Box& box() const { return *box_; }

    /// While following: detections that may be the trainer, likeliest first, maybe none.
    std::vector<TrainerCandidate> candidates(std::span<const Detection> detections) const;

    /// While not following: index of the detection to begin with, in a picture of this size.
    /// Detections below start_score do not become the trainer.
    std::optional<std::size_t> choose_trainer(std::span<const Detection> detections, float start_score,
                                              int picture_width, int picture_height) const;

    /// The trainer was seen in this box. Without a call for gap_seconds the trainer is lost.
    void seen(const Box& box, double time_seconds);

  private:
    ShapeTrackerSettings settings_;
    std::optional<Box> box_;
    double seen_seconds_ = 0;
};

}  // namespace trainingzip::vision
