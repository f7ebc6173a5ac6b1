#include "score/pace_search.h"

#include <cmath>

namespace trainingzip::score {
namespace {

constexpr double memory_windows = 2.5;
// Windows after which a pace can be told, and how much better it must fit than the trainer's own.
constexpr double least_windows = 0.8;
constexpr double advantage = 0.2;
constexpr double advantage_kept = 0.08;
constexpr double least_fit = 0.7;

}  // namespace

double PaceSearch::trainers_time(int place, double time) const {
    const auto index = static_cast<std::size_t>(place);
    const double speed = speeds[index / delays.size()];
    return *begin_ + speed * (time - *begin_) - delays[index % delays.size()];
}

void PaceSearch::add(double time, double seconds, double capacity, const TrainerTrack& track,
                     const Measures& trainee, double fit) {
    if (!begin_) begin_ = time;
    double highest = -1;
    int best = 0;
    double mean_weight = 0;
    for (int place = 0; place < count; ++place) {
        const double then = trainers_time(place, time);
        const auto& moment = track.nearest(then);
        const double weight = seconds * moment.activity;
        mean_weight += weight / count;
        auto& sums = sums_[static_cast<std::size_t>(place)];
        sums.decay(std::exp(-weight / (memory_windows * capacity)));
        sums.add(weight, moment.weights, moment.measures, trainee);
        const double value = sums.all().correlation();
        if (value > highest) {
            highest = value;
            best = place;
        }
    }
    weight_ += mean_weight;
    if (weight_ < least_windows * capacity) return;
    if (highest > least_fit && highest > fit + (chosen_ ? advantage_kept : advantage)) {
        const double present = chosen_ ? sums().all().correlation() : -1;
        if (highest > present + 0.02) chosen_ = best;
    } else {
        chosen_.reset();
    }
}

void PaceSearch::reset() {
    *this = {};
}

}  // namespace trainingzip::score
