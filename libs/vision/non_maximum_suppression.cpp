#include "vision/non_maximum_suppression.h"

#include <algorithm>
#include <numeric>

namespace trainingzip::vision {

std::vector<std::size_t> suppress_non_maxima(std::span<const Detection> boxes, float largest_overlap,
                                             std::size_t limit) {
    std::vector<std::size_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return boxes[a].score > boxes[b].score; });
    std::vector<std::size_t> kept;
    for (const std::size_t candidate : order) {
        if (kept.size() == limit) break;
        const bool suppressed = std::any_of(kept.begin(), kept.end(), [&](std::size_t better) {
            return intersection_over_union(boxes[candidate].box, boxes[better].box) > largest_overlap;
        });
        if (!suppressed) kept.push_back(candidate);
    }
    return kept;
}

}  // namespace trainingzip::vision
