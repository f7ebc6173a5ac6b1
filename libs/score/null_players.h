#pragma once

#include <span>
#include <vector>

#include "score/limb_statistics.h"

namespace trainingzip::score {

/// A person standing at rest: arms and legs down, trunk upright.
LimbDirections pose_at_rest();

/// The constant poses of a person who does not take part: at rest, as the clip begins, the mean pose, and the
/// three poses that together are closest to all moments of the clip (chosen greedily). moments are equally
/// spaced in time.
std::vector<LimbDirections> null_players(std::span<const LimbDirections> moments, const LimbWeights& weights);

}  // namespace trainingzip::score
