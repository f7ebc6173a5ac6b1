#include "score/limbs.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace trainingzip::score {
namespace {

// Heat-map models give .2 to .3 for guesses and .5 and more for joints in plain sight.
constexpr double confidence_of_nothing = 0.15;
constexpr double confidence_of_certainty = 0.45;
constexpr double kernel_width = 25.0 * std::numbers::pi / 180.0;
constexpr double unit_of_hip_height = 2.5;
// A limb that lacks a twelfth of its length is as likely measured a little short as it points away by 22
// degrees.
constexpr double counted_as_full = 1.08;

double reliance(double confidence) {
    return std::clamp(
        (confidence - confidence_of_nothing) / (confidence_of_certainty - confidence_of_nothing), 0.0, 1.0);
}

JointPosition between(const JointPosition& a, const JointPosition& b) {
    return {(a.x + b.x) / 2, (a.y + b.y) / 2, std::min(a.confidence, b.confidence)};
}

LimbVector vector(const JointPosition& from, const JointPosition& to, double size) {
    const double certainty = reliance(std::min(from.confidence, to.confidence));
    if (certainty <= 0 || !(size > 0)) return {};
    return {(to.x - from.x) / size, (to.y - from.y) / size, certainty};
}

LimbVector within_the_circle(const LimbVector& vector, double full_length) {
    if (vector.confidence <= 0 || !(full_length > 1e-6)) return {};
    const double scale = counted_as_full / full_length;
    const double length = scale * std::hypot(vector.x, vector.y);
    const double factor = length > 1 ? scale / length : scale;
    return {factor * vector.x, factor * vector.y, vector.confidence};
}

LimbVector height_of_hips(const LimbLengths& lengths, const Measures& vectors) {
    LimbVector height;
    double sides = 0;
    for (auto [thigh, shin] : {std::pair{left_thigh, left_shin}, std::pair{right_thigh, right_shin}}) {
        const double certainty = std::min(vectors[thigh].confidence, vectors[shin].confidence);
        const double full = lengths[thigh] + lengths[shin];
        if (certainty <= 0 || !(full > 1e-6)) continue;
        height.y += certainty * std::clamp((vectors[thigh].y + vectors[shin].y) / full, -1.5, 1.5);
        height.confidence = std::max(height.confidence, certainty);
        sides += certainty;
    }
    if (sides > 0) height.y *= unit_of_hip_height / sides;
    return height;
}

}  // namespace

Measures limb_vectors(const Pose& pose, double size) {
    auto limb = [&](Joint from, Joint to) { return vector(pose[from], pose[to], size); };
    return {limb(left_shoulder, left_elbow),
            limb(right_shoulder, right_elbow),
            limb(left_elbow, left_wrist),
            limb(right_elbow, right_wrist),
            limb(left_hip, left_knee),
            limb(right_hip, right_knee),
            limb(left_knee, left_ankle),
            limb(right_knee, right_ankle),
            vector(between(pose[left_hip], pose[right_hip]),
                   between(pose[left_shoulder], pose[right_shoulder]), size),
            limb(right_shoulder, left_shoulder),
            {}};
}

Measures relative_to(const LimbLengths& full_lengths, const Measures& vectors) {
    Measures result;
    for (int limb = 0; limb < limb_count; ++limb) {
        result[limb] = within_the_circle(vectors[limb], full_lengths[limb]);
    }
    result[hip_height] = height_of_hips(full_lengths, vectors);
    return result;
}

Measures mirrored(const Measures& measures) {
    Measures result;
    for (int measure = 0; measure < measure_count; ++measure) {
        result[measure] = measures[other_side(measure)];
        result[measure].x *= -1;
    }
    // Its ends change places as well.
    result[shoulders].x *= -1;
    result[shoulders].y *= -1;
    return result;
}

int other_side(int measure) {
    // Pairs stand side by side in the enumeration, the left one at an even place.
    return measure >= trunk ? measure : measure ^ 1;
}

Part part_of(int measure) {
    if (measure == hip_height) return legs;
    if (measure >= trunk) return torso;
    return measure >= left_thigh ? legs : arms;
}

LimbVector interpolated(const LimbVector& a, const LimbVector& b, double fraction) {
    if (a.confidence <= 0 || b.confidence <= 0) return fraction < 0.5 ? a : b;
    return {a.x + (b.x - a.x) * fraction, a.y + (b.y - a.y) * fraction,
            a.confidence + (b.confidence - a.confidence) * fraction};
}

double depth_of(const LimbVector& limb) {
    // The root of a rest of rounding would be a depth.
    const double square = 1 - limb.x * limb.x - limb.y * limb.y;
    return square > 1e-6 ? std::sqrt(square) : 0;
}

double kernel(double squared_distance) {
    return std::exp(-squared_distance / (kernel_width * kernel_width));
}

double likeness(const LimbVector& a, const LimbVector& b) {
    return kernel(std::max(0.0, 2 - 2 * (a.x * b.x + a.y * b.y + depth_of(a) * depth_of(b))));
}

double height_likeness(const LimbVector& a, const LimbVector& b) {
    return kernel((a.y - b.y) * (a.y - b.y));
}

}  // namespace trainingzip::score
