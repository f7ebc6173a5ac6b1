#include "score/one_euro_filter.h"

#include <cmath>
#include <numbers>

namespace trainingzip::score {
namespace {

double smoothing_factor(double cutoff, double seconds) {
    const double time_constant = 1 / (2 * std::numbers::pi * cutoff);
    return 1 / (1 + time_constant / seconds);
}

}  // namespace

double OneEuroFilter::filter(double value, double seconds, double unit) {
    if (!started_) {
        started_ = true;
        value_ = value;
        derivative_ = 0;
        return value;
    }
    const double derivative = (value - value_) / seconds;
    derivative_ += smoothing_factor(settings_.derivative_cutoff, seconds) * (derivative - derivative_);
    const double cutoff = settings_.minimum_cutoff + settings_.beta * std::abs(derivative_) / unit;
    value_ += smoothing_factor(cutoff, seconds) * (value - value_);
    return value_;
}

}  // namespace trainingzip::score
