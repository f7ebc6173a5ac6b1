#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "media/frame.h"
#include "media/video_info.h"
#include "vision/tracked_person.h"

namespace trainingzip::shape {

/// Chooses the frames of a video that may become the picture of its training. The video is divided into
/// parts of equal duration, and the best frame of each is kept: the trainer wholly in the picture, facing
/// the camera, limbs apart, and not so fast as to be blurred; in a pose that stands out from the mean pose,
/// rather squatting than waiting. Where a frame is higher than the page's cards, 16 by 10, the part with the
/// trainer, or with the upper body where that has no room for all of it, is kept. One thread.
class SuggestedFrames {
  public:
    explicit SuggestedFrames(const media::VideoInfo& video);

    /// The next frame, and where the trainer is in it.
    void consider(const media::Frame& frame, const std::optional<vision::TrackedPerson>& trainer);

    /// The best first, at most storage::most_suggested_pictures. Valid until the next call.
    std::vector<const media::Image*> best_first() const;

  private:
    /// Keypoints in lengths of the torso, from the middle of the hips.
    using Form = std::array<vision::Point, vision::part_count>;

    struct Candidate {
        double merit = 0;  ///< Without that of the form.
        Form form;
        media::Image image;
    };

    static Form form_of(const vision::Pose& pose);
    double total(double merit, const Form& form) const;

    std::size_t part_of(double time_seconds) const;
    double merit(const media::Frame& frame, const vision::TrackedPerson& person) const;

    const int width_;
    const int height_;
    const double duration_seconds_;  ///< Infinity where it is not known.
    std::vector<Candidate> parts_;   ///< Without an image where there was nobody yet.
    Form sum_ = {};                  ///< Of the forms so far.
    std::int64_t forms_ = 0;
    std::optional<vision::Pose> previous_;
    double previous_seconds_ = 0;
};

}  // namespace trainingzip::shape
