#pragma once

#include <optional>

#include "score/reading.h"

namespace trainingzip::score {

/// How the score comes about from what is measured. Each curve is smooth, so that no small change of what
/// somebody does costs much.

/// Whether the trainee follows at all, 0..1, by the correlation of the movements: nothing up to .3, which
/// chance reaches; all from .62 on.
double followed(double correlation);

/// The same over a whole session, in which chance reaches less.
double followed_throughout(double correlation);

/// Whether the trainee holds the pose that is asked for, 0..1, by the share of the distance between a person
/// at rest and the trainer that the trainee covers.
double held_pose(double corrected);

/// 0..1 for the mean likeness of limbs: .93 where all are off by 10°, .5 by 30°, .2 by 45°.
double posture_factor(double likeness);

/// 0..1 for the extent of the movements against the trainer's: .8 for three quarters, .55 for a half.
double range_factor(double range);

/// 0..1 for a share of the trainer's speed: .4 for a half or twice.
double pace_factor(double speed);

/// 0..1 for the share of what matters that is seen: all from .85 on.
double coverage_factor(double coverage);

/// 100 within 0.3 s of the trainer, 50 at 0.6 s, 0 from 0.9 s on.
std::optional<double> timing_of(std::optional<double> lag_seconds);

/// The factor of the terms that hold for the whole body.
double factor_of(const Terms& terms);

}  // namespace trainingzip::score
