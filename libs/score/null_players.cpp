#include "score/null_players.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::score {
namespace {

constexpr std::size_t beginning_moments = 15;
constexpr std::size_t candidate_limit = 120;
constexpr int chosen_count = 3;

LimbDirections mean_pose(std::span<const LimbDirections> moments) {
    LimbDirections result;
    for (int limb = 0; limb < limb_count; ++limb) {
        DirectionSpread spread;
        for (const auto& moment : moments) spread.add(moment[limb], moment[limb].confidence);
        result[limb] = spread.mean();
    }
    return result;
}

std::vector<LimbDirections> thinned(std::span<const LimbDirections> moments) {
    const auto stride = std::max<std::size_t>(1, (moments.size() + candidate_limit - 1) / candidate_limit);
    std::vector<LimbDirections> result;
    for (std::size_t i = 0; i < moments.size(); i += stride) result.push_back(moments[i]);
    return result;
}

}  // namespace

LimbDirections pose_at_rest() {
    constexpr LimbDirection down{0, 1, 1};
    const double aside = 0.2;
    const double along = std::sqrt(1 - aside * aside);
    const LimbDirection left_arm{aside, along, 1};
    const LimbDirection right_arm{-aside, along, 1};
    return {left_arm, right_arm, left_arm, right_arm, down, down, down, down, {0, -1, 1}, {1, 0, 1}};
}

std::vector<LimbDirections> null_players(std::span<const LimbDirections> moments,
                                         const LimbWeights& weights) {
    std::vector<LimbDirections> players{pose_at_rest(),
                                        mean_pose(moments.first(std::min(moments.size(), beginning_moments))),
                                        mean_pose(moments)};
    const auto candidates = thinned(moments);
    std::vector<double> best(candidates.size(), 0);
    for (int round = 0; round < chosen_count && !candidates.empty(); ++round) {
        double highest = 0;
        std::size_t chosen = 0;
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            double gain = 0;
            for (std::size_t i = 0; i < candidates.size(); ++i) {
                gain += std::max(best[i], weighted_likeness(candidates[c], candidates[i], weights));
            }
            if (gain > highest * (1 + 1e-9)) {
                highest = gain;
                chosen = c;
            }
        }
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            best[i] = std::max(best[i], weighted_likeness(candidates[chosen], candidates[i], weights));
        }
        players.push_back(candidates[chosen]);
    }
    const auto typical = players[2];
    for (auto& player : players) {
        for (int limb = 0; limb < limb_count; ++limb) {
            if (player[limb].confidence <= 0) player[limb] = typical[limb];
            player[limb].confidence = player[limb].confidence > 0 ? 1 : 0;
        }
    }
    return players;
}

}  // namespace trainingzip::score
