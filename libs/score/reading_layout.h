#pragma once

#include <array>
#include <span>

#include "score/reading.h"

namespace trainingzip::score {

/// Readings and poses as plain numbers, for the page's module and for the files that both it and the native
/// build are tested against. What is absent is -1.

/// time, score, grade, posture, timing, vigour, stillness, lag_seconds, coverage, advice, worst_limb, then
/// score and grade of each limb.
inline constexpr int flat_reading_size = 11 + 2 * limb_count;
using FlatReading = std::array<double, flat_reading_size>;
FlatReading flat(const Reading& reading);

/// score, posture, timing, vigour, stillness, lag_seconds, compared_seconds, then score and grade of each
/// limb.
inline constexpr int flat_summary_size = 7 + 2 * limb_count;
using FlatSummary = std::array<double, flat_summary_size>;
FlatSummary flat(const Summary& summary);

/// x, y and confidence of each joint.
inline constexpr int flat_pose_size = 3 * joint_count;
Pose pose_of(std::span<const double, flat_pose_size> numbers);

}  // namespace trainingzip::score
