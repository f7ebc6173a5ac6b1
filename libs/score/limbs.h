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

/// Where a limb points in the picture: a unit vector, and how far it can be relied on, 0..1. The latter
/// falls with the confidence of either end and with foreshortening, because the direction of a limb that
/// points at the camera is mostly noise.
struct LimbDirection {
    double x = 0;
    double y = 0;
    double confidence = 0;
};
using LimbDirections = std::array<LimbDirection, limb_count>;

/// scale is body_scale() of the person. Directions do not change with position and size of the person nor
/// with the proportions of the limbs; rotation of the body stays, since leaning is information.
LimbDirections limb_directions(const Pose& pose, double scale);

/// The same limb of the other side; itself for trunk and shoulders.
Limb other_side(Limb limb);

/// The direction between two, at fraction 0..1 from a to b.
LimbDirection interpolated(const LimbDirection& a, const LimbDirection& b, double fraction);

/// How alike two directions are: 1 for the same, .37 at 30 degrees, nearly 0 from 90 on.
///
/// exp(2 (cos angle - 1) / width²), the von Mises form of the Gaussian exp(-(angle / 30°)²): the same for
/// small angles, without an inverse trigonometric function, and falling all the way to 180°.
double likeness(const LimbDirection& a, const LimbDirection& b);

}  // namespace trainingzip::score
