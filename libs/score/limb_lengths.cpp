#include "score/limb_lengths.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace trainingzip::score {
namespace {

constexpr double growing_seconds = 0.3;
constexpr double shrinking_seconds = 8;
constexpr double share_of_lengths = 0.95;
constexpr double seconds_of_the_trainers = 0.02;
constexpr double memory_seconds = 30;
constexpr double longest_memory_seconds = 20;
// The longest that is seen has noise in it.
constexpr double share_of_longest = 0.88;
constexpr double unknown_length = 0.7;

double length(const LimbVector& vector) {
    return std::hypot(vector.x, vector.y);
}

}  // namespace

double BodySize::update(double seconds, double measured) {
    if (!(measured > 0)) return size_;
    if (!(size_ > 0)) return size_ = measured;
    const double memory = measured > size_ ? growing_seconds : shrinking_seconds;
    size_ += (1 - std::exp(-seconds / memory)) * (measured - size_);
    return size_;
}

LimbLengths longest_lengths(std::span<const Measures> vectors) {
    LimbLengths result{};
    std::vector<double> lengths;
    for (int limb = 0; limb < limb_count; ++limb) {
        lengths.clear();
        for (const auto& one : vectors) {
            if (one[limb].confidence > 0) lengths.push_back(length(one[limb]));
        }
        if (lengths.empty()) continue;
        const auto place =
            static_cast<std::ptrdiff_t>(share_of_lengths * static_cast<double>(lengths.size() - 1));
        std::nth_element(lengths.begin(), lengths.begin() + place, lengths.end());
        result[limb] = lengths[static_cast<std::size_t>(place)];
    }
    return result;
}

LengthFinder::LengthFinder(const LimbLengths& trainers) : lengths_(trainers) {
    for (int limb = 0; limb < limb_count; ++limb) {
        if (!(lengths_[limb] > 0)) lengths_[limb] = unknown_length;
        sums_[limb].expected = seconds_of_the_trainers;
        sums_[limb].seen = seconds_of_the_trainers * lengths_[limb];
    }
}

void LengthFinder::add(double seconds, const Measures& trainee, const Measures& trainer) {
    for (int limb = 0; limb < limb_count; ++limb) {
        auto& sums = sums_[limb];
        const double both = trainee[limb].confidence * trainer[limb].confidence;
        if (both <= 0) continue;
        const double asked = std::min(1.0, length(trainer[limb]));
        const double seen = length(trainee[limb]);
        const double weight = seconds * both * std::pow(asked, 6);
        const double kept = std::exp(-weight / memory_seconds);
        sums.seen = kept * sums.seen + weight * seen;
        sums.expected = kept * sums.expected + weight * asked;
        sums.longest = std::max(sums.longest * std::exp(-seconds / longest_memory_seconds),
                                std::min(seen, 2 * lengths_[limb]));
        lengths_[limb] = std::max(sums.seen / sums.expected, share_of_longest * sums.longest);
        lengths_[limb] = std::max(lengths_[limb], 1e-3);
    }
}

}  // namespace trainingzip::score
