#include "score/repetitions.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace trainingzip::score {
namespace {

// The autocorrelation is looked at ten times a second.
constexpr std::size_t stride = 3;
constexpr double stride_seconds = static_cast<double>(stride) * TrainerTrack::step_seconds;
constexpr double shortest_period_seconds = 0.8;
constexpr double longest_period_seconds = 10;
constexpr double least_likeness = 0.45;
constexpr double plain_dip = 0.25;
constexpr double least_variance = 0.01;
// A cycle counts when it has gone so far, as a share of the trainer's extent, and turned back by so much: the
// end of a clip often cuts off the rest. The next begins after it has come back this far, or halfway after a
// deep one.
constexpr double away = 0.38;
constexpr double turned = 0.15;
constexpr double risen = 0.2;
constexpr double back = 0.22;
constexpr double back_of_highest = 0.45;
constexpr std::size_t resting_moments = 15;
constexpr std::size_t tried_measures = 3;

double percentile(std::vector<double> values, double share) {
    const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return values[static_cast<std::size_t>(place)];
}

/// The lag in strides at which values are most alike themselves, if they are and were less so before.
std::optional<std::size_t> period_of(const std::vector<double>& values) {
    double mean = 0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    auto likeness = [&](std::size_t lag) {
        double sum = 0;
        double squares = 0;
        for (std::size_t i = 0; i + lag < values.size(); ++i) {
            const double a = values[i] - mean;
            const double b = values[i + lag] - mean;
            sum += a * b;
            squares += (a * a + b * b) / 2;
        }
        return squares > 0 ? sum / squares : 0;
    };
    const auto longest =
        std::min(static_cast<std::size_t>(longest_period_seconds / stride_seconds), values.size() / 2);
    bool has_dipped = false;
    double highest = least_likeness;
    std::optional<std::size_t> best;
    for (std::size_t lag = 1; lag <= longest; ++lag) {
        const double value = likeness(lag);
        has_dipped = has_dipped || value < plain_dip;
        const bool long_enough = static_cast<double>(lag) * stride_seconds >= shortest_period_seconds;
        // Twice the period is as much alike as the period itself.
        if (has_dipped && long_enough && value > highest + (best ? 0.05 : 0)) {
            highest = value;
            best = lag;
        }
    }
    return best;
}

}  // namespace

std::optional<RepeatedMovement> RepeatedMovement::find(const TrainerTrack& track) {
    if (track.empty()) return std::nullopt;
    std::vector<std::pair<double, RepeatedMovement>> lines;
    for (int measure = 0; measure < measure_count; ++measure) {
        double weight = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (const auto& moment : track.moments()) {
            const auto& one = moment.measures[measure];
            if (one.confidence <= 0) continue;
            weight += 1;
            x += one.x;
            y += one.y;
            xx += one.x * one.x;
            xy += one.x * one.y;
            yy += one.y * one.y;
        }
        if (weight < 0.5 * static_cast<double>(track.moments().size())) continue;
        xx = xx / weight - x * x / weight / weight;
        xy = xy / weight - x * y / weight / weight;
        yy = yy / weight - y * y / weight / weight;
        if (xx + yy < least_variance) continue;
        RepeatedMovement movement;
        movement.measure_ = measure;
        const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
        movement.x_ = std::cos(angle);
        movement.y_ = std::sin(angle);
        lines.emplace_back(track.weights()[measure], movement);
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (lines.size() > tried_measures) lines.resize(tried_measures);
    for (auto& [weight, movement] : lines) {
        if (movement.find_cycles(track)) return movement;
    }
    return std::nullopt;
}

bool RepeatedMovement::find_cycles(const TrainerTrack& track) {
    std::vector<double> along;
    along.reserve(track.moments().size());
    for (const auto& moment : track.moments()) {
        const auto& one = moment.measures[measure_];
        const double last = along.empty() ? 0 : along.back();
        along.push_back(one.confidence > 0 ? x_ * one.x + y_ * one.y : last);
    }
    std::vector<double> thinned;
    thinned.reserve(along.size() / stride + 1);
    for (std::size_t i = 0; i < along.size(); i += stride) thinned.push_back(along[i]);
    const auto period = period_of(thinned);
    if (!period) return false;
    period_seconds_ = static_cast<double>(*period) * stride_seconds;

    const double low = percentile(along, 0.05);
    const double high = percentile(along, 0.95);
    const auto first = std::min(resting_moments, along.size());
    const double beginning =
        percentile({along.begin(), along.begin() + static_cast<std::ptrdiff_t>(first)}, 0.5);
    const bool rests_low = beginning - low < high - beginning;
    rest_ = rests_low ? low : high;
    top_ = rests_low ? high : low;
    RepetitionCounter counter;
    for (std::size_t i = 0; i < track.moments().size(); ++i) {
        const double time = static_cast<double>(i) * TrainerTrack::step_seconds;
        const auto place = extent(track.moments()[i].measures);
        if (place && counter.add(time, *place)) turns_.push_back(time);
    }
    if (turns_.size() < 2) return false;
    find_beats(track);
    return true;
}

void RepeatedMovement::find_beats(const TrainerTrack& track) {
    double after = 0;
    for (const double turn : turns_) {
        // A turn is known only once the movement has gone back by a good part of it. Who has just come back
        // from the cycle before may still be further out than this one goes.
        double beat = turn;
        double furthest = 0;
        const double from = std::max(after, turn - period_seconds_ / 2);
        for (auto i = static_cast<std::size_t>(std::ceil(from / TrainerTrack::step_seconds));
             i < track.moments().size(); ++i) {
            const double time = static_cast<double>(i) * TrainerTrack::step_seconds;
            if (time > turn) break;
            const auto place = extent(track.moments()[i].measures);
            if (!place || *place <= furthest) continue;
            furthest = *place;
            beat = time;
        }
        beats_.push_back(beat);
        after = turn;
    }
}

int RepeatedMovement::count_until(double time) const {
    return static_cast<int>(std::upper_bound(turns_.begin(), turns_.end(), time) - turns_.begin());
}

std::optional<double> RepeatedMovement::extent(const Measures& measures) const {
    const auto& one = measures[measure_];
    if (one.confidence <= 0) return std::nullopt;
    return (x_ * one.x + y_ * one.y - rest_) / (top_ - rest_);
}

bool RepetitionCounter::add(double time, double extent) {
    if (is_returning_) {
        if (extent < std::max(back, back_of_highest * highest_)) interrupt_cycle();
        return false;
    }
    lowest_ = std::min(lowest_, extent);
    if (extent > lowest_ + risen) highest_ = std::max(highest_, extent);
    if (highest_ < away || extent > highest_ - turned) return false;
    is_returning_ = true;
    last_depth_ = std::min(1.0, highest_);
    sum_of_depths_ += last_depth_;
    ++count_;
    if (last_turn_) {
        sum_of_periods_ += time - *last_turn_;
        ++periods_;
    }
    last_turn_ = time;
    return true;
}

void RepetitionCounter::interrupt_cycle() {
    is_returning_ = false;
    highest_ = 0;
    lowest_ = 1;
}

void RepetitionCounter::interrupt() {
    interrupt_cycle();
    last_turn_.reset();
}

std::optional<double> RepetitionCounter::depth() const {
    return count_ > 0 ? std::optional(sum_of_depths_ / count_) : std::nullopt;
}

std::optional<double> RepetitionCounter::period_seconds() const {
    return periods_ > 0 ? std::optional(sum_of_periods_ / periods_) : std::nullopt;
}

}  // namespace trainingzip::score
