#pragma once

#include <array>

#include "score/body.h"

namespace trainingzip::score {

/// The limbs that are compared, in the order of every array of limbs here.
enum Limb : int {
    left_upper_arm,
    right_upper_arm,
    left_forearm,
    right_forearm,
    left_thigh,
    right_thigh,
    left_shin,
    right_shin,
    trunk,      ///< From between the hips to between the shoulders.
    shoulders,  ///< From the right shoulder to the left.
};
inline constexpr int limb_count = 10;

/// Where a limb points in the picture and how long it is there. Once divided by the limb's full length, it
/// lies within the unit circle: what is missing to 1 is depth, towards the camera or away from it.
struct LimbVector {
    double x = 0;
    double y = 0;
    double confidence = 0;  ///< How far it can be relied on, 0..1.
};

/// What is compared: every limb, and behind them how high the hips are over the feet.
using Measures = std::array<LimbVector, limb_count + 1>;
inline constexpr int hip_height = limb_count;
inline constexpr int measure_count = limb_count + 1;

/// Of each limb, in units of the body's size.
using LimbLengths = std::array<double, limb_count>;

/// Limbs in units of the body's size; the height of the hips is left out.
Measures limb_vectors(const Pose& pose, double size);

/// Limbs in units of their own full lengths, which takes out the proportions of the body; rotation of the
/// body stays, since leaning is information. The height of the hips is 2.5 for stretched legs, so that half a
/// squat weighs about as much as a limb that is turned by a right angle.
Measures relative_to(const LimbLengths& full_lengths, const Measures& vectors);

/// The person seen in a mirror.
Measures mirrored(const Measures& measures);

/// The same limb of the other side; itself for trunk, shoulders and hips.
int other_side(int measure);

/// Parts of the body, which are scored apart.
enum Part : int { arms, legs, torso };
inline constexpr int part_count = 3;
Part part_of(int measure);

/// Between two, at fraction 0..1 from a to b.
LimbVector interpolated(const LimbVector& a, const LimbVector& b, double fraction);

/// The depth of a limb, without its sign, in units of its length.
double depth_of(const LimbVector& limb);

/// 1 for a squared distance of 0 between the ends of two limbs of length 1, .37 for an angle of 30 degrees,
/// nearly 0 from 90 degrees on.
double kernel(double squared_distance);

/// How alike two limbs are, 0..1: kernel() of the distance between their ends, with depths on the same side.
double likeness(const LimbVector& a, const LimbVector& b);

/// Of the height of the hips.
double height_likeness(const LimbVector& a, const LimbVector& b);

}  // namespace trainingzip::score
