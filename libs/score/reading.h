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
};

/// The terms, each 0..100, absent where there is no reading.
struct Terms {
    std::optional<double> posture;    ///< Likeness of the limbs' directions, not corrected for chance.
    std::optional<double> timing;     ///< 100 up to 0.3 s behind, 50 at 0.6 s.
    std::optional<double> vigour;     ///< Extent of the movements against the trainer's.
    std::optional<double> stillness;  ///< Only where the trainer holds a pose.
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
    std::optional<double> lag_seconds;          ///< Behind the trainer, 0..0.6.
    double coverage = 0;                        ///< Share of what matters that is visible, 0..1.
    Advice advice = Advice::waiting;
    std::optional<Limb> worst_limb;
};

/// A session as a whole.
struct Summary {
    std::optional<double> score;
    Terms terms;
    std::array<LimbReading, limb_count> limbs;
    std::optional<double> lag_seconds;
    double compared_seconds = 0;
};

}  // namespace trainingzip::score
