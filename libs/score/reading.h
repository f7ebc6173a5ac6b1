#pragma once

#include <array>
#include <optional>

#include "score/limbs.h"

namespace trainingzip::score {

/// A score in steps, with hysteresis so that colours and words do not flicker.
enum class Grade : int { unknown, poor, fair, good };

/// Advice to the trainee. The page has the wording.
enum class Advice : int {
    waiting,       ///< Too little has been compared so far.
    no_person,     ///< Nobody is visible.
    get_in_frame,  ///< Somebody is there but too few joints are visible.
    come_closer,   ///< Too small in the picture.
    late,          ///< Follows, but late.
    move_more,     ///< Smaller movements than the trainer's.
    hold_still,    ///< A pose is held by the trainer and not by the trainee.
    watch_limb,    ///< One limb is off: worst_limb.
    good,
    great,
    early,          ///< Ahead of the trainer.
    sit_deeper,     ///< The hips go down less than the trainer's.
    raise_limb,     ///< worst_limb is held too low.
    lower_limb,     ///< worst_limb is held too high.
    too_slow,       ///< Performs the same at a slower pace.
    too_fast,       ///< Performs the same at a faster pace.
    turn_mirror,    ///< Moves the other way round: as set, left and right are not the trainer's.
    partly_seen,    ///< A part of the body that counts here is not in the picture, which halves the score or
                    ///< so.
    legs_not_seen,  ///< The same, and it is the legs or their lower halves.
    arms_not_seen,  ///< The same of the arms.
};

/// The terms, each 0..100, absent where there is no reading.
struct Terms {
    std::optional<double> posture;    ///< Likeness of the limbs.
    std::optional<double> timing;     ///< 100 up to 0.3 s off, 50 at 0.6 s.
    std::optional<double> vigour;     ///< Extent of the movements against the trainer's.
    std::optional<double> stillness;  ///< Only where the trainer holds a pose.
    std::optional<double> speed;      ///< 100 at the trainer's pace, 50 at half or twice of it.
};

struct LimbReading {
    std::optional<double> score;  ///< 0..100.
    Grade grade = Grade::unknown;
};

/// The state of a session after a pose. No number in it is ever NaN.
struct Reading {
    double time = 0;              ///< Of the pose, seconds of the trainer's video.
    std::optional<double> score;  ///< 0..100; absent: no reading, which is neither low nor high.
    Grade grade = Grade::unknown;
    Terms terms;
    std::array<LimbReading, limb_count> limbs;  ///< Sides are the trainee's own.
    std::optional<double> lag_seconds;          ///< Behind the trainer, -.4..+.9; negative is ahead.
    double coverage = 0;                        ///< Share of what matters that is visible, 0..1.
    Advice advice = Advice::waiting;
    std::optional<Limb> worst_limb;
    int repetitions = 0;               ///< Of the trainee so far; 0 where the trainer repeats nothing.
    std::optional<double> last_depth;  ///< Of the last repetition against the trainer's, 0..100.
};

/// A session as a whole.
struct Summary {
    std::optional<double> score;
    Terms terms;
    std::array<LimbReading, limb_count> limbs;
    std::optional<double> lag_seconds;
    double compared_seconds = 0;
    double coverage = 0;                   ///< Share of what matters that was seen, 0..1.
    int repetitions = 0;                   ///< Of the trainee.
    int asked_repetitions = 0;             ///< Of the trainer up to the last pose that was observed.
    std::optional<double> depth;           ///< Mean over the trainee's repetitions, 0..100.
    std::optional<double> period_seconds;  ///< Of the trainee's repetitions.
};

}  // namespace trainingzip::score
