#include "score/other_scores.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace trainingzip::score::benchmark {
namespace {

using Pair = std::pair<Joint, Joint>;
constexpr std::array<Pair, 8> limbs_of_body{{{left_shoulder, left_elbow},
                                             {left_elbow, left_wrist},
                                             {right_shoulder, right_elbow},
                                             {right_elbow, right_wrist},
                                             {left_hip, left_knee},
                                             {left_knee, left_ankle},
                                             {right_hip, right_knee},
                                             {right_knee, right_ankle}}};
constexpr std::array<Pair, 8> vectors_of_upper_body{{{left_shoulder, right_shoulder},
                                                     {left_shoulder, left_hip},
                                                     {left_hip, right_hip},
                                                     {right_shoulder, right_hip},
                                                     {left_shoulder, left_elbow},
                                                     {left_elbow, left_wrist},
                                                     {right_shoulder, right_elbow},
                                                     {right_elbow, right_wrist}}};
constexpr double rate = 15;
constexpr int band = 15;

double cosine(const Pose& a, const Pose& b, const Pair& limb) {
    const auto [from, to] = limb;
    const double ax = a[to].x - a[from].x;
    const double ay = a[to].y - a[from].y;
    const double bx = b[to].x - b[from].x;
    const double by = b[to].y - b[from].y;
    const double length = std::hypot(ax, ay) * std::hypot(bx, by);
    return length > 1e-9 ? std::clamp((ax * bx + ay * by) / length, -1.0, 1.0) : 1;
}

template <class Value>
double mean_over_frames(const test::Track& trainer, const test::Track& trainee, Value&& value) {
    const auto a = test::resampled(trainer, rate);
    const auto b = test::resampled(trainee, rate);
    const std::size_t count = std::min(a.size(), b.size());
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += value(a[i].pose, b[i].pose);
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

double mean_angle(const Pose& a, const Pose& b) {
    double sum = 0;
    for (const auto& limb : limbs_of_body) sum += std::acos(cosine(a, b, limb));
    return sum / limbs_of_body.size();
}

}  // namespace

double mean_cosine(const test::Track& trainer, const test::Track& trainee) {
    return mean_over_frames(trainer, trainee, [](const Pose& a, const Pose& b) {
        double sum = 0;
        for (const auto& limb : limbs_of_body) sum += cosine(a, b, limb);
        return 100 * std::max(0.0, sum / limbs_of_body.size());
    });
}

double chord(const test::Track& trainer, const test::Track& trainee) {
    return mean_over_frames(trainer, trainee, [](const Pose& a, const Pose& b) {
        double sum = 0;
        for (const auto& vector : vectors_of_upper_body) sum += std::sqrt(2 - 2 * cosine(a, b, vector)) / 2;
        return 100 * (1 - sum / vectors_of_upper_body.size());
    });
}

double time_warping(const test::Track& trainer, const test::Track& trainee) {
    const auto a = test::resampled(trainer, rate);
    const auto b = test::resampled(trainee, rate);
    const int rows = static_cast<int>(a.size());
    const int columns = static_cast<int>(b.size());
    constexpr double infinite = std::numeric_limits<double>::infinity();
    // The cheapest way to each pair of frames, and how many pairs it has.
    std::vector<std::pair<double, int>> above(columns + 1, {infinite, 0});
    above[0] = {0, 0};
    for (int i = 1; i <= rows; ++i) {
        std::vector<std::pair<double, int>> here(columns + 1, {infinite, 0});
        for (int j = std::max(1, i - band); j <= std::min(columns, i + band); ++j) {
            const auto best = std::min({above[j - 1], above[j], here[j - 1]});
            here[j] = {best.first + mean_angle(a[i - 1].pose, b[j - 1].pose), best.second + 1};
        }
        above = std::move(here);
    }
    const auto [cost, steps] = above[columns];
    if (steps == 0 || !std::isfinite(cost)) return 0;
    return 100 * std::max(0.0, 1 - cost / steps / (std::numbers::pi / 2));
}

}  // namespace trainingzip::score::benchmark
