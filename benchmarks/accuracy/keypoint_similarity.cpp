#include "accuracy/keypoint_similarity.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace trainingzip::accuracy {

namespace {

constexpr std::array<double, vision::part_count> spreads = {
    0.026, 0.025, 0.025, 0.035, 0.035, 0.079, 0.079, 0.072, 0.072,
    0.062, 0.062, 0.107, 0.107, 0.087, 0.087, 0.089, 0.089,
};

double distance_outside(double position, double from, double to) {
    return std::max({0.0, from - position, position - to});
}

}  // namespace

double object_keypoint_similarity(const vision::Pose& found, const MarkedPerson& person) {
    const bool marked = person.keypoint_count > 0;
    const vision::Box& box = person.box;
    double sum = 0;
    int count = 0;
    for (std::size_t part = 0; part < vision::part_count; ++part) {
        const MarkedKeypoint& truth = person.keypoints[part];
        if (marked && truth.visibility == 0) continue;
        const vision::Point& place = found[part].position;
        double dx = place.x - truth.position.x;
        double dy = place.y - truth.position.y;
        if (!marked) {
            dx = distance_outside(place.x, box.left - box.width(), box.right + box.width());
            dy = distance_outside(place.y, box.top - box.height(), box.bottom + box.height());
        }
        const double k = 2 * spreads[part];
        sum += std::exp(-(dx * dx + dy * dy) /
                        (2 * (person.area + std::numeric_limits<double>::epsilon()) * k * k));
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

}  // namespace trainingzip::accuracy
