#include "vision/person_isolation.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace trainingzip::vision {
namespace {

/// Detections with a box so much like that of the person are the person.
constexpr float same_person = 0.6F;
/// So is the one that is most like it, where it is not quite unlike it: poses and detectors draw other boxes.
constexpr float likeliest_person = 0.3F;
/// Of lower score there are ghosts.
constexpr float least_rival_score = 0.4F;
/// How far the person reaches over the box, and how fast the mask fades then, in sizes of the box.
constexpr float reach = 0.12F;
constexpr float fade = 0.06F;

/// 0 in the middle of the box, 1 on its edge.
float distance_in_boxes(const Box& box, float x, float y) {
    const Point centre = box.centre();
    const float across = std::abs(x - centre.x) / std::max(box.width() / 2, 1.0F);
    const float down = std::abs(y - centre.y) / std::max(box.height() / 2, 1.0F);
    return std::max(across, down);
}

}  // namespace

void keep_person(const Box& box, std::span<const Detection> persons, float scale, Plane& mask) {
    const auto self = std::max_element(persons.begin(), persons.end(), [&](const auto& a, const auto& b) {
        return intersection_over_union(a.box, box) < intersection_over_union(b.box, box);
    });
    std::vector<Box> others;
    for (auto person = persons.begin(); person != persons.end(); ++person) {
        const float overlap = intersection_over_union(person->box, box);
        if (overlap >= same_person || (person == self && overlap >= likeliest_person)) continue;
        if (person->score >= least_rival_score && intersection(person->box, box).area() > 0)
            others.push_back(person->box);
    }
    for (int y = 0; y < mask.height; ++y) {
        float* row = mask.row(y);
        const float at_y = (static_cast<float>(y) + 0.5F) / scale - 0.5F;
        for (int x = 0; x < mask.width; ++x) {
            if (row[x] <= 0) continue;
            const float at_x = (static_cast<float>(x) + 0.5F) / scale - 0.5F;
            const float own = distance_in_boxes(box, at_x, at_y);
            row[x] *= std::clamp((1 + 2 * (reach + fade) - own) / (2 * fade), 0.0F, 1.0F);
            for (const Box& other : others) {
                const float theirs = distance_in_boxes(other, at_x, at_y);
                if (theirs < 1 && theirs < own) row[x] = 0;
            }
        }
    }
}

}  // namespace trainingzip::vision
