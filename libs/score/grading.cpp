#include "score/grading.h"

#include <cmath>

namespace trainingzip::score {
namespace {

constexpr double shortest_advice_seconds = 1.5;
constexpr double least_person = 0.15;
constexpr double least_height = 0.06;
constexpr double late_seconds = 0.35;
constexpr double great_score = 88;
constexpr double weight_of_moving_limb = 0.4;

bool below(std::optional<double> value, double limit) {
    return value && *value < limit;
}

std::optional<Limb> worst_limb(const Reading& reading, const LimbWeights& weights) {
    std::optional<Limb> worst;
    double lowest = 101;
    for (int limb = 0; limb < limb_count; ++limb) {
        const auto& one = reading.limbs[limb];
        if (!one.score || weights[limb] < weight_of_moving_limb || *one.score >= lowest) continue;
        lowest = *one.score;
        worst = static_cast<Limb>(limb);
    }
    return worst;
}

bool about_the_picture(Advice advice) {
    return advice == Advice::no_person || advice == Advice::get_in_frame || advice == Advice::come_closer;
}

Advice choose(const Adviser::Visibility& visibility, const Reading& reading) {
    if (visibility.person < least_person) return Advice::no_person;
    if (visibility.coverage < Adviser::least_coverage) return Advice::get_in_frame;
    if (visibility.height > 0 && visibility.height < least_height) return Advice::come_closer;
    if (!reading.score) return Advice::waiting;
    if (*reading.score >= great_score) return Advice::great;
    if (below(reading.terms.stillness, 50)) return Advice::hold_still;
    if (below(reading.terms.vigour, 50)) return Advice::move_more;
    if (reading.lag_seconds && *reading.lag_seconds > late_seconds) return Advice::late;
    const bool off = reading.worst_limb && reading.limbs[*reading.worst_limb].grade == Grade::poor;
    if (off) return Advice::watch_limb;
    if (reading.grade == Grade::good) return Advice::good;
    return reading.worst_limb ? Advice::watch_limb : Advice::waiting;
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

void Adviser::advise(double time, const Visibility& visibility, const LimbWeights& weights,
                     Reading& reading) {
    reading.worst_limb = worst_limb(reading, weights);
    const Advice wanted = choose(visibility, reading);
    const bool urgent =
        about_the_picture(wanted) || about_the_picture(current_) || current_ == Advice::waiting;
    if (wanted != current_ && (urgent || std::abs(time - since_) > shortest_advice_seconds)) {
        current_ = wanted;
        since_ = time;
    }
    reading.advice = current_;
}

}  // namespace trainingzip::score
