#pragma once

#include "score/test_tracks.h"

namespace trainingzip::score::benchmark {

/// What others give the same trainee, 0..100, to compare with. None of them looks for a lag or for those who
/// only stand there.

/// The formula of this service in 2020: the mean cosine of eight limbs, frame by frame.
double mean_cosine(const test::Track& trainer, const test::Track& trainee);

/// dance-teacher's "Qijia 2D": eight unit vectors of the upper body; 5 points less the mean distance of their
/// ends in units that make opposite vectors worth nothing, here out of 100.
double chord(const test::Track& trainer, const test::Track& trainee);

/// Dynamic time warping of limb directions within a band of a second; 100 for a mean angle of 0°, 0 from 90°
/// on.
double time_warping(const test::Track& trainer, const test::Track& trainee);

}  // namespace trainingzip::score::benchmark
