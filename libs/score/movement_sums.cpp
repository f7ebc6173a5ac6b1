#include "score/movement_sums.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::score {
namespace {

// Squared lengths of a limb: what joints tremble when nobody moves, and a movement in plain sight (10
// degrees).
constexpr double trembling = 0.05 * 0.05;
constexpr double trembling_of_range = 0.035 * 0.035;
constexpr double plain_movement = 0.17 * 0.17;
// Filters on a live camera take off the ends of a movement; they should cost nothing.
constexpr double full_extent = 0.9;

}  // namespace

void MovementSums::add(double weight, const MeasureWeights& weights, const Measures& trainer,
                       const Measures& trainee) {
    for (int measure = 0; measure < measure_count; ++measure) {
        const auto& a = trainer[measure];
        const auto& b = trainee[measure];
        const double w = weight * weights[measure] * a.confidence * b.confidence;
        if (!(w > 0)) continue;
        auto& sums = sums_[measure];
        sums.weight += w;
        sums.trainer_x += w * a.x;
        sums.trainer_y += w * a.y;
        sums.trainee_x += w * b.x;
        sums.trainee_y += w * b.y;
        sums.trainer_squares += w * (a.x * a.x + a.y * a.y);
        sums.trainee_squares += w * (b.x * b.x + b.y * b.y);
        sums.products += w * (a.x * b.x + a.y * b.y);
    }
}

void MovementSums::decay(double factor) {
    for (auto& sums : sums_) {
        sums.weight *= factor;
        sums.trainer_x *= factor;
        sums.trainer_y *= factor;
        sums.trainee_x *= factor;
        sums.trainee_y *= factor;
        sums.trainer_squares *= factor;
        sums.trainee_squares *= factor;
        sums.products *= factor;
    }
}

MovementSums::Movement MovementSums::of_measure(int measure) const {
    const auto& sums = sums_[measure];
    Movement movement;
    if (!(sums.weight > 0)) return movement;
    auto about_mean = [&](double squares, double ax, double ay, double bx, double by) {
        return squares - (ax * bx + ay * by) / sums.weight;
    };
    movement.weight = sums.weight;
    movement.trainer = std::max(0.0, about_mean(sums.trainer_squares, sums.trainer_x, sums.trainer_y,
                                                sums.trainer_x, sums.trainer_y));
    movement.trainee = std::max(0.0, about_mean(sums.trainee_squares, sums.trainee_x, sums.trainee_y,
                                                sums.trainee_x, sums.trainee_y));
    movement.both = about_mean(sums.products, sums.trainer_x, sums.trainer_y, sums.trainee_x, sums.trainee_y);
    const double asked = movement.trainer - trembling_of_range * sums.weight;
    const double given = movement.trainee - trembling_of_range * sums.weight;
    if (asked > 0 && given > 0) {
        movement.reached = movement.trainer * std::min(1.0, std::sqrt(given / asked) / full_extent);
    }
    return movement;
}

MovementSums::Movement MovementSums::of(Part part) const {
    Movement sum;
    for (int measure = 0; measure < measure_count; ++measure) {
        if (part_of(measure) == part) sum += of_measure(measure);
    }
    return sum;
}

MovementSums::Movement MovementSums::all() const {
    Movement sum;
    for (int measure = 0; measure < measure_count; ++measure) sum += of_measure(measure);
    return sum;
}

MovementSums::Movement& MovementSums::Movement::operator+=(const Movement& other) {
    weight += other.weight;
    trainer += other.trainer;
    trainee += other.trainee;
    both += other.both;
    reached += other.reached;
    return *this;
}

double MovementSums::Movement::correlation() const {
    const double floor = trembling * weight;
    const double product = (trainer + 0.2 * floor) * (trainee + floor);
    return product > 0 ? std::clamp(both / std::sqrt(product), -1.0, 1.0) : 0;
}

double MovementSums::Movement::range() const {
    return trainer > 0 ? std::min(1.0, reached / trainer) : 1;
}

double MovementSums::Movement::share_of_movement() const {
    return weight > 0 ? trainer / (trainer + plain_movement * weight) : 0;
}

}  // namespace trainingzip::score
