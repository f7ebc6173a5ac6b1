#pragma once

#include <array>
#include <initializer_list>
#include <optional>

#include "score/build_watch.h"
#include "score/camera_views.h"
#include "score/grading.h"
#include "score/lag_search.h"
#include "score/limb_history.h"
#include "score/limb_lengths.h"
#include "score/mirror_watch.h"
#include "score/movement_sums.h"
#include "score/pace_search.h"
#include "score/picture.h"
#include "score/pose_filter.h"
#include "score/posture_window.h"
#include "score/reading.h"
#include "score/repetitions.h"
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
/// Each part of the body scores whether its movements go together with the trainer's, times how alike its
/// limbs are, times how far they go, at the lag that fits best and from the view that the camera seems to
/// have. Parts count by what they carry and by how much they move in this clip at this time. The whole is
/// taken down for being late or early, for wavering where a pose is held, for another pace and for what was
/// not seen. A joint that is missing for a moment is neutral; below a quarter of coverage there is no
/// reading.
class ScoringSession {
  public:
    /// The track must outlive the session.
    explicit ScoringSession(const TrainerTrack& track, const Settings& settings = {});

    /// Takes the trainee's pose at a moment of the trainer's video, in pixels of a picture that is not
    /// mirrored. Joints that this picture cannot show are not seen: see within_picture(). A pose with no
    /// confidence in any joint says that nobody was found. Any numbers are accepted. While time stands still
    /// (a pause) only the advice about the picture changes; after a jump (a seek) the window starts anew.
    const Reading& observe(double time, const Pose& pose, const PictureSize& picture);

    /// All that was observed since the start.
    Summary summary() const;

    /// Starts the score over when the value changes.
    void set_mirror(bool mirror);

  private:
    struct Trainer {
        Measures measures;
        const TrainerTrack::Moment* moment = nullptr;
    };

    void start_window();
    /// The trainee's limb that is compared with this limb of the trainer.
    Limb trainees(int limb) const;
    /// Whether one of these is asked for and was not seen for a while, on either side.
    bool lacks(std::initializer_list<Limb> left_limbs) const;
    void update_visibility(const Pose& pose, const Measures& trainee, double seconds, double picture_height);
    void compare(double time, double seconds, const Measures& vectors);
    double best_moment(double around, const Measures& trainee) const;
    const MovementSums& movement() const;
    Adviser::Movement advised_movement() const;
    double score_of_parts() const;
    void write_reading(double time);
    double capacity() const;

    const TrainerTrack& track_;
    Settings settings_;
    CameraViews views_;
    PoseFilter filter_;
    BodySize body_;
    LengthFinder lengths_;
    BuildWatch build_;
    LagSearch lag_search_;
    std::array<MovementSums, LagSearch::count> lags_;
    MovementSums throughout_;
    double moved_ = 0;
    bool had_pace_ = false;
    PaceSearch pace_;
    MirrorWatch mirror_watch_;
    PostureWindow posture_;
    LimbHistory limb_history_;
    std::optional<RepeatedMovement> repeated_;
    RepetitionCounter repetitions_;
    ScoreTotals totals_;
    Adviser adviser_;
    Adviser::Visibility visibility_;
    std::array<double, limb_count> limbs_seen_{};
    Reading reading_;
    std::optional<double> last_time_;
    double size_ = 0;
};

}  // namespace trainingzip::score
