#include "score/grading.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::score {
namespace {

constexpr double shortest_advice_seconds = 1.5;
constexpr double least_person = 0.15;
constexpr double least_height = 0.06;
constexpr double late_seconds = 0.35;
constexpr double great_score = 88;
constexpr double plain_coverage = 0.7;
constexpr double plain_range = 0.65;
constexpr double plain_height = 0.35;
constexpr double weight_of_moving_limb = 0.4;

bool below(std::optional<double> value, double limit) {
    return value && *value < limit;
}

std::optional<Limb> worst_limb(const Reading& reading, const MeasureWeights& weights) {
    std::optional<Limb> worst;
    double lowest = 101;
    double highest_weight = 0;
    for (int limb = 0; limb < limb_count; ++limb) highest_weight = std::max(highest_weight, weights[limb]);
    for (int limb = 0; limb < limb_count; ++limb) {
        const auto& one = reading.limbs[limb];
        if (!one.score || weights[limb] < weight_of_moving_limb * highest_weight || *one.score >= lowest)
            continue;
        lowest = *one.score;
        worst = static_cast<Limb>(limb);
    }
    return worst;
}

bool about_the_picture(Advice advice) {
    return advice == Advice::no_person || advice == Advice::get_in_frame || advice == Advice::come_closer;
}

bool about_a_part(Advice advice) {
    return advice == Advice::partly_seen || advice == Advice::legs_not_seen ||
           advice == Advice::arms_not_seen;
}

/// What of the body is missing in the picture.
std::optional<Advice> missing_part(const Adviser::Visibility& visibility, double coverage) {
    if (visibility.lacks_legs) return Advice::legs_not_seen;
    if (visibility.lacks_arms) return Advice::arms_not_seen;
    return coverage < plain_coverage ? std::optional(Advice::partly_seen) : std::nullopt;
}

/// What to say of the limb that is furthest off.
Advice about_limb(Limb limb, const Adviser::Movement& movement) {
    const double too_low = movement.too_low[limb];
    if (limb >= trunk || std::abs(too_low) < plain_height) return Advice::watch_limb;
    return too_low > 0 ? Advice::raise_limb : Advice::lower_limb;
}

Advice choose(const Adviser::Visibility& visibility, const Adviser::Movement& movement,
              const Reading& reading) {
    if (visibility.person < least_person) return Advice::no_person;
    if (visibility.coverage < Adviser::least_coverage) return Advice::get_in_frame;
    if (visibility.height > 0 && visibility.height < least_height) return Advice::come_closer;
    if (!reading.score) return missing_part(visibility, visibility.coverage).value_or(Advice::waiting);
    if (movement.is_the_other_way_round) return Advice::turn_mirror;
    if (const auto missing = missing_part(visibility, reading.coverage)) return *missing;
    if (*reading.score >= great_score) return Advice::great;
    if (movement.speed < 1) return Advice::too_slow;
    if (movement.speed > 1) return Advice::too_fast;
    if (below(reading.terms.stillness, 50)) return Advice::hold_still;
    if (movement.hips_decide && movement.range_of_hips < plain_range) return Advice::sit_deeper;
    if (below(reading.terms.vigour, 100 * plain_range)) return Advice::move_more;
    if (reading.lag_seconds && *reading.lag_seconds > late_seconds) return Advice::late;
    if (reading.lag_seconds && *reading.lag_seconds < -late_seconds) return Advice::early;
    const bool off = reading.worst_limb && reading.limbs[*reading.worst_limb].grade == Grade::poor;
    if (off) return about_limb(*reading.worst_limb, movement);
    if (reading.grade == Grade::good) return Advice::good;
    return reading.worst_limb ? about_limb(*reading.worst_limb, movement) : Advice::waiting;
}

}  // namespace

Grade next_grade(Grade before, std::optional<double> score, const GradeLimits& limits) {
    if (!score) return Grade::unknown;
    const double to_good =
        limits.good + (before == Grade::good || before == Grade::unknown ? 0 : limits.margin);
    const double to_fair = limits.fair + (before == Grade::poor ? limits.margin : 0);
    const double leave_good = limits.good - limits.margin;
    const double leave_fair =
        limits.fair - (before == Grade::fair || before == Grade::good ? limits.margin : 0);
    if (*score >= (before == Grade::good ? leave_good : to_good)) return Grade::good;
    if (*score >= (before == Grade::poor ? to_fair : leave_fair)) return Grade::fair;
    return Grade::poor;
}

void Adviser::advise(double time, const Visibility& visibility, const MeasureWeights& weights,
                     const Movement& movement, Reading& reading) {
    reading.worst_limb = worst_limb(reading, weights);
    const Advice wanted = choose(visibility, movement, reading);
    const bool is_whole_again =
        (current_ == Advice::legs_not_seen || current_ == Advice::arms_not_seen) && !about_a_part(wanted);
    const bool waits_for_a_part = !reading.score && (about_a_part(wanted) || about_a_part(current_));
    const bool urgent = about_the_picture(wanted) || about_the_picture(current_) ||
                        current_ == Advice::waiting || is_whole_again || waits_for_a_part;
    if (wanted != current_ && (urgent || std::abs(time - since_) > shortest_advice_seconds)) {
        current_ = wanted;
        since_ = time;
    }
    reading.advice = current_;
}

}  // namespace trainingzip::score
