#pragma once

#include <array>
#include <optional>
#include <vector>

#include "score/chance_correction.h"
#include "score/grading.h"
#include "score/lag_search.h"
#include "score/limb_history.h"
#include "score/pose_filter.h"
#include "score/reading.h"
#include "score/score_totals.h"
#include "score/trainer_track.h"

namespace trainingzip::score {

struct Settings {
    /// The trainee mirrors the trainer: the trainer's right arm is compared with the trainee's left one.
    /// Otherwise sides of the same name are compared.
    bool mirror = true;
};

/// Scores a trainee against the trainer, pose by pose. Causal; has no clock of its own.
///
/// Posture is the likeness of limb directions, by confidence and by how much a limb moves in the clip, at
/// the lag that fits best. The gauge is posture corrected for what null players get in the same moments,
/// over a window of about four seconds in which something happened, times mild factors for vigour, timing
/// and stillness. A missing joint is neutral; below 40 % coverage there is no reading.
class ScoringSession {
  public:
    /// The track must outlive the session.
    explicit ScoringSession(const TrainerTrack& track, const Settings& settings = {});

    /// Takes the trainee's pose at a moment of the trainer's video, in pixels of a picture that is not
    /// mirrored and of the given height (0 if unknown). A pose with no confidence in any joint says that
    /// nobody was found. Any numbers are accepted. While time stands still (a pause) only the advice about
    /// the picture changes; after a jump (a seek) the window starts anew.
    const Reading& observe(double time, const Pose& pose, double picture_height);

    /// All that was observed since the start.
    Summary summary() const;

    /// Restarts the window when the value changes.
    void set_mirror(bool mirror);

  private:
    void start_window();
    /// The trainee's limb that is compared with this limb of the trainer.
    Limb trainees(int limb) const;
    void update_visibility(const Pose& pose, const LimbDirections& trainee, double seconds,
                           double picture_height);
    void compare(double time, double seconds, const LimbDirections& trainee);
    void write_reading(double time);

    const TrainerTrack& track_;
    Settings settings_;
    PoseFilter filter_;
    LagSearch lag_search_;
    std::array<ChanceCorrection, LagSearch::count> window_;
    LimbHistory limb_history_;
    LimbWeights own_weights_{};
    ScoreTotals totals_;
    Adviser adviser_;
    Adviser::Visibility visibility_;
    Reading reading_;
    std::vector<double> nulls_;
    std::optional<double> last_time_;
    double scale_ = 0;
};

}  // namespace trainingzip::score
