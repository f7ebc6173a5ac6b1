#pragma once

#include <array>

#include "score/camera_views.h"
#include "score/trainer_track.h"

namespace trainingzip::score {

/// How alike trainee and trainer are over a window, for each view that the trainee's camera may have.
class PostureWindow {
  public:
    /// moment is the trainer's at the trainee's lag, trainer its measures in between two steps,
    /// slenderness that of BuildWatch.
    void add(double weight, const TrainerTrack::Moment& moment, const Measures& trainer,
             const Measures& trainee, const CameraViews& views, double slenderness);
    /// Lets what was before count only so much, 0..1: in the window, and in what the view is found by.
    void decay(double factor, double factor_of_views);
    void clear_window();

    /// The view that fits best over the session; those far from the trainer's need a better reason.
    int best_view() const { return best_view_; }
    /// Mean likeness of a part at the best view, 0..1; 1 when nothing of it was seen.
    double likeness(Part part) const;
    double likeness() const;
    /// The weight of what was seen of a part.
    double seen(Part part) const { return seen_[part]; }
    /// The weight of what the trainer shows of a part.
    double asked(Part part) const { return asked_[part]; }
    /// The share of what matters that was seen, 0..1.
    double coverage() const;
    /// The share of what a person at rest lacks to the trainer that the trainee makes up, at most 1.
    double corrected_for_rest() const;
    /// The share of the window in which the trainer holds a pose, 0..1.
    double share_held() const { return weight_ > 0 ? held_ / weight_ : 0; }
    double weight() const { return weight_; }
    /// The likeness of each measure that was added last, at the best view.
    const MeasureLikeness& last() const { return last_; }

  private:
    using OfParts = std::array<double, part_count>;
    std::array<OfParts, CameraViews::count> likeness_{};
    OfParts likeness_weight_{};
    OfParts seen_{};
    OfParts asked_{};
    std::array<double, CameraViews::count> fit_{};
    double fit_weight_ = 0;
    double held_ = 0;
    double gained_ = 0;
    double lacking_ = 0;
    double weight_ = 0;
    int best_view_ = 0;
    MeasureLikeness last_{};
};

}  // namespace trainingzip::score
