#include "vision/generate_proposals.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace trainingzip::vision {
namespace {

/// Indices into maps.scores of the `count` best scores, best first.
std::vector<std::size_t> best_scores(std::span<const float> scores, std::size_t count) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto better = [&](std::size_t a, std::size_t b) {
        return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
    };
    if (count < order.size()) {
        std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                         better);
        order.resize(count);
    }
    std::sort(order.begin(), order.end(), better);
    return order;
}

Detection decode_candidate(const ProposalMaps& maps, const ProposalSettings& settings, std::size_t index) {
    const std::size_t cells = static_cast<std::size_t>(maps.rows) * static_cast<std::size_t>(maps.columns);
    const std::size_t anchor = index / cells;
    const std::size_t cell = index % cells;
    const std::size_t column = cell % static_cast<std::size_t>(maps.columns);
    const std::size_t row = cell / static_cast<std::size_t>(maps.columns);
    const float shift_x = static_cast<float>(column) * settings.stride;
    const float shift_y = static_cast<float>(row) * settings.stride;
    const Box& base = settings.anchors[anchor];
    const Box reference{base.left + shift_x, base.top + shift_y, base.right + shift_x, base.bottom + shift_y};
    const float* deltas = maps.deltas.data() + anchor * 4 * cells + cell;
    const Box box =
        decode_box(reference, {deltas[0], deltas[cells], deltas[2 * cells], deltas[3 * cells]}, {});
    return {clip_box(box, maps.image_width, maps.image_height), maps.scores[index]};
}

}  // namespace

std::vector<Detection> generate_proposals(const ProposalMaps& maps, const ProposalSettings& settings) {
    const std::size_t cells = static_cast<std::size_t>(maps.rows) * static_cast<std::size_t>(maps.columns);
    const std::size_t count = settings.anchors.size() * cells;
    if (maps.scores.size() != count || maps.deltas.size() != count * 4) {
        throw std::invalid_argument("region proposals: the maps do not fit the anchors");
    }
    std::vector<Detection> candidates;
    candidates.reserve(std::min(settings.candidates, count));
    for (const std::size_t index : best_scores(maps.scores, settings.candidates)) {
        candidates.push_back(decode_candidate(maps, settings, index));
    }
    std::vector<Detection> proposals;
    for (const std::size_t index :
         suppress_non_maxima(candidates, settings.largest_overlap, settings.limit)) {
        proposals.push_back(candidates[index]);
    }
    return proposals;
}

}  // namespace trainingzip::vision
