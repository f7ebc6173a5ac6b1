#include "score/mirror_watch.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::score {
namespace {

constexpr double memory_windows = 2;
constexpr double least_windows = 0.8;
constexpr double advantage = 0.3;
constexpr double advantage_kept = 0.15;
constexpr double least_fit = 0.6;

}  // namespace

void MirrorWatch::add(double time, double seconds, double capacity, const TrainerTrack& track,
                      const Measures& trainee, double fit) {
    const auto turned = mirrored(trainee);
    double highest = -1;
    double mean_weight = 0;
    for (int i = 0; i < count; ++i) {
        const auto& moment = track.nearest(time - LagSearch::seconds_of(step * i));
        const double weight = seconds * moment.activity;
        mean_weight += weight / count;
        auto& sums = sums_[static_cast<std::size_t>(i)];
        sums.decay(std::exp(-weight / (memory_windows * capacity)));
        sums.add(weight, moment.weights, moment.measures, turned);
        highest = std::max(highest, sums.all().correlation());
    }
    weight_ += mean_weight;
    const double wanted = is_other_way_ ? advantage_kept : advantage;
    is_other_way_ = weight_ > least_windows * capacity && highest > least_fit && highest > fit + wanted;
}

}  // namespace trainingzip::score
