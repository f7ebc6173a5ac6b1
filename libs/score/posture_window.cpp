#include "score/posture_window.h"

#include <algorithm>

#include "score/rest_pose.h"

namespace trainingzip::score {
namespace {

// Mean likeness that a view has to gain on top of the present one.
constexpr double advantage = 0.004;
// Where a person at rest is nearly right, the quotient would be noise divided by nothing.
constexpr double least_lacking = 0.005;

}  // namespace

void PostureWindow::add(double weight, const TrainerTrack::Moment& moment, const Measures& trainer,
                        const Measures& trainee, const CameraViews& views, double slenderness) {
    MeasureWeights weights{};
    double total = 0;
    for (int measure = 0; measure < measure_count; ++measure) {
        const Part part = part_of(measure);
        const double wanted = weight * moment.weights[measure];
        if (trainer[measure].confidence <= 0) continue;
        asked_[part] += wanted;
        if (trainee[measure].confidence <= 0) continue;
        seen_[part] += wanted;
        weights[measure] = wanted * trainer[measure].confidence * trainee[measure].confidence;
        likeness_weight_[part] += weights[measure];
        total += weights[measure];
    }
    weight_ += weight;
    last_ = {};
    if (!(total > 0)) return;
    for (int view = 0; view < CameraViews::count; ++view) {
        double sum = 0;
        for (int measure = 0; measure < measure_count; ++measure) {
            if (!(weights[measure] > 0)) continue;
            double like = 0;
            if (measure == hip_height) {
                like = views.hip_likeness(view, trainer, trainee);
                sum += weights[measure] * like;
            } else {
                const auto both = views.likeness(view, measure, trainer[measure], trainee[measure]);
                like = both.highest;
                sum += weights[measure] * both.usual;
            }
            likeness_[view][part_of(measure)] += weights[measure] * like;
            if (view == best_view_) last_[measure] = like;
        }
        fit_[view] += sum;
    }
    fit_weight_ += total;
    auto merit = [&](int view) { return fit_[view] / fit_weight_ - views.cost(view, slenderness); };
    for (int view = 0; view < CameraViews::count; ++view) {
        if (merit(view) > merit(best_view_) + advantage) best_view_ = view;
    }

    if (!moment.held) return;
    held_ += weight;
    const double rest = weighted_likeness(rest_pose(), trainer, moment.weights);
    double mine = 0;
    for (int measure = 0; measure < measure_count; ++measure)
        mine += weights[measure] / total * last_[measure];
    gained_ += weight * (1 - rest) * (mine - rest);
    lacking_ += weight * (1 - rest) * (1 - rest);
}

void PostureWindow::decay(double factor, double factor_of_views) {
    for (auto& view : likeness_) {
        for (auto& sum : view) sum *= factor;
    }
    for (auto* sums : {&likeness_weight_, &seen_, &asked_}) {
        for (auto& sum : *sums) sum *= factor;
    }
    held_ *= factor;
    gained_ *= factor;
    lacking_ *= factor;
    weight_ *= factor;
    for (auto& fit : fit_) fit *= factor_of_views;
    fit_weight_ *= factor_of_views;
}

void PostureWindow::clear_window() {
    decay(0, 1);
}

double PostureWindow::likeness(Part part) const {
    return likeness_weight_[part] > 0 ? likeness_[best_view_][part] / likeness_weight_[part] : 1;
}

double PostureWindow::likeness() const {
    double sum = 0;
    double weight = 0;
    for (int part = 0; part < part_count; ++part) {
        sum += likeness_[best_view_][part];
        weight += likeness_weight_[part];
    }
    return weight > 0 ? sum / weight : 0;
}

double PostureWindow::coverage() const {
    double seen = 0;
    double asked = 0;
    for (int part = 0; part < part_count; ++part) {
        seen += seen_[part];
        asked += asked_[part];
    }
    return asked > 0 ? std::min(1.0, seen / asked) : 0;
}

double PostureWindow::corrected_for_rest() const {
    const double damping = least_lacking * held_;
    return lacking_ + damping > 0 ? gained_ / (lacking_ + damping) : 0;
}

}  // namespace trainingzip::score
