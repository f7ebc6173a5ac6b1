#include "score/limbs.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace trainingzip::score {
namespace {

// Heat-map models give .2 to .3 for guesses and .5 and more for joints in plain sight.
constexpr double confidence_of_nothing = 0.15;
constexpr double confidence_of_certainty = 0.45;
// In units of body_scale(); a forearm in full length is about .6.
constexpr double uncertain_length = 0.15;
constexpr double kernel_width = 30.0 * std::numbers::pi / 180.0;

double reliance(double confidence) {
    return std::clamp(
        (confidence - confidence_of_nothing) / (confidence_of_certainty - confidence_of_nothing), 0.0, 1.0);
}

JointPosition between(const JointPosition& a, const JointPosition& b) {
    return {(a.x + b.x) / 2, (a.y + b.y) / 2, std::min(a.confidence, b.confidence)};
}

LimbDirection direction(const JointPosition& from, const JointPosition& to, double scale) {
    const double certainty = reliance(std::min(from.confidence, to.confidence));
    const double x = to.x - from.x;
    const double y = to.y - from.y;
    const double length = std::hypot(x, y);
    if (certainty <= 0 || !(scale > 0) || !(length > 1e-6)) return {};
    const double relative = length / scale;
    const double plain = relative * relative / (relative * relative + uncertain_length * uncertain_length);
    return {x / length, y / length, certainty * plain};
}

}  // namespace

LimbDirections limb_directions(const Pose& pose, double scale) {
    auto limb = [&](Joint from, Joint to) { return direction(pose[from], pose[to], scale); };
    return {
        limb(left_shoulder, left_elbow),
        limb(right_shoulder, right_elbow),
        limb(left_elbow, left_wrist),
        limb(right_elbow, right_wrist),
        limb(left_hip, left_knee),
        limb(right_hip, right_knee),
        limb(left_knee, left_ankle),
        limb(right_knee, right_ankle),
        direction(between(pose[left_hip], pose[right_hip]),
                  between(pose[left_shoulder], pose[right_shoulder]), scale),
        limb(right_shoulder, left_shoulder),
    };
}

Limb other_side(Limb limb) {
    // Pairs stand side by side in the enumeration, the left one at an even place.
    return limb >= trunk ? limb : static_cast<Limb>(limb ^ 1);
}

LimbDirection interpolated(const LimbDirection& a, const LimbDirection& b, double fraction) {
    const double confidence = a.confidence + (b.confidence - a.confidence) * fraction;
    if (a.confidence <= 0 || b.confidence <= 0) return fraction < 0.5 ? a : b;
    const double x = a.x + (b.x - a.x) * fraction;
    const double y = a.y + (b.y - a.y) * fraction;
    const double length = std::hypot(x, y);
    if (!(length > 1e-6)) return fraction < 0.5 ? a : b;
    return {x / length, y / length, confidence};
}

double likeness(const LimbDirection& a, const LimbDirection& b) {
    const double cosine = a.x * b.x + a.y * b.y;
    return std::exp(2 * (cosine - 1) / (kernel_width * kernel_width));
}

}  // namespace trainingzip::score
