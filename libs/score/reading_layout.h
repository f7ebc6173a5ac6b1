#pragma once

#include <array>

#include "score/reading.h"

namespace trainingzip::score {

/// The layout of readings as plain numbers: what the page's WebAssembly module returns and what the test
/// vectors of both builds hold. An absent value is -1, which no lag reaches. A pose needs no layout of its
/// own: in memory it is x, y and confidence of each joint.

/// time, score, grade, posture, timing, vigour, stillness, speed, lag_seconds, coverage, advice, worst_limb,
/// repetitions, last_depth, then score and grade of each limb.
inline constexpr int reading_number_count = 14 + 2 * limb_count;
using ReadingNumbers = std::array<double, reading_number_count>;
ReadingNumbers numbers_of(const Reading& reading);

/// score, posture, timing, vigour, stillness, speed, lag_seconds, compared_seconds, coverage, repetitions,
/// asked_repetitions, depth, period_seconds, then score and grade of each limb.
inline constexpr int summary_number_count = 13 + 2 * limb_count;
using SummaryNumbers = std::array<double, summary_number_count>;
SummaryNumbers numbers_of(const Summary& summary);

inline constexpr int pose_number_count = 3 * joint_count;
static_assert(sizeof(Pose) == pose_number_count * sizeof(double));

}  // namespace trainingzip::score
