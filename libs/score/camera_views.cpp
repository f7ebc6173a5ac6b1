#include "score/camera_views.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <utility>

namespace trainingzip::score {
namespace {

constexpr double degrees = std::numbers::pi / 180;
constexpr double cost_of_yaw = 0.02;
constexpr double cost_of_pitch = 0.07;
// For each part by which a trainee looks taller than a body would from there.
constexpr double cost_of_the_unlikely = 0.9;
constexpr int yaws = 3;
constexpr int pitches = 2;
// Half a leg is a thigh, and legs in full length are 2.5 high: see relative_to().
constexpr double height_of_thigh = 1.25;

double usual_depth(int limb, const LimbVector& vector) {
    const double depth = depth_of(vector);
    return limb == left_shin || limb == right_shin ? depth : -depth;
}

static_assert((2 * yaws + 1) * (2 * pitches + 1) == CameraViews::count);

}  // namespace

CameraViews::CameraViews() {
    std::size_t next = 1;
    for (int yaw = -yaws; yaw <= yaws; ++yaw) {
        for (int pitch = -pitches; pitch <= pitches; ++pitch) {
            const double turned = yaw * yaw_step_degrees * degrees;
            const double raised = pitch * pitch_step_degrees * degrees;
            const double cost =
                cost_of_yaw * std::abs(yaw) / yaws + cost_of_pitch * std::abs(pitch) / pitches;
            const View view{std::cos(turned), std::sin(turned), std::cos(raised), std::sin(raised), cost};
            views_[yaw == 0 && pitch == 0 ? 0 : next++] = view;
        }
    }
}

CameraViews::Likeness CameraViews::likeness(int view, int limb, const LimbVector& trainer,
                                            const LimbVector& trainee) const {
    const auto& from = views_[view];
    const double own_depth = depth_of(trainee);
    auto along = [&](double z) {
        const double x = trainer.x * from.cosine_of_yaw + z * from.sine_of_yaw;
        const double behind = z * from.cosine_of_yaw - trainer.x * from.sine_of_yaw;
        const double y = trainer.y * from.cosine_of_pitch - behind * from.sine_of_pitch;
        const double away = trainer.y * from.sine_of_pitch + behind * from.cosine_of_pitch;
        return kernel(std::max(0.0, 2 - 2 * (x * trainee.x + y * trainee.y + std::abs(away) * own_depth)));
    };
    const double depth = usual_depth(limb, trainer);
    const double usual = along(depth);
    return {usual, depth == 0 ? usual : std::max(usual, along(-depth))};
}

double CameraViews::cost(int view, double slenderness) const {
    const auto& from = views_[view];
    const double beyond = from.cosine_of_pitch < 1 ? std::max(0.0, slenderness - from.cosine_of_pitch) : 0;
    return from.cost + cost_of_the_unlikely * beyond;
}

double CameraViews::hips_seen(const View& from, const Measures& trainer) const {
    double behind = 0;
    double sides = 0;
    for (auto [thigh, shin] : {std::pair{left_thigh, left_shin}, std::pair{right_thigh, right_shin}}) {
        if (trainer[thigh].confidence <= 0 || trainer[shin].confidence <= 0) continue;
        behind += height_of_thigh * (usual_depth(thigh, trainer[thigh]) + usual_depth(shin, trainer[shin]));
        sides += 1;
    }
    if (sides > 0) behind /= sides;
    return trainer[hip_height].y * from.cosine_of_pitch - behind * from.cosine_of_yaw * from.sine_of_pitch;
}

double CameraViews::hip_likeness(int view, const Measures& trainer, const Measures& trainee) const {
    const double distance = hips_seen(views_[view], trainer) - trainee[hip_height].y;
    return kernel(distance * distance);
}

Measures CameraViews::seen(int view, const Measures& trainer) const {
    if (view == 0) return trainer;
    const auto& from = views_[view];
    Measures result = trainer;
    for (int limb = 0; limb < limb_count; ++limb) {
        const auto& vector = trainer[limb];
        if (vector.confidence <= 0) continue;
        const double z = usual_depth(limb, vector);
        const double behind = z * from.cosine_of_yaw - vector.x * from.sine_of_yaw;
        result[limb].x = vector.x * from.cosine_of_yaw + z * from.sine_of_yaw;
        result[limb].y = vector.y * from.cosine_of_pitch - behind * from.sine_of_pitch;
    }
    result[hip_height].y = hips_seen(from, trainer);
    return result;
}

}  // namespace trainingzip::score
