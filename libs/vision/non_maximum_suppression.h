#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "vision/geometry.h"

namespace trainingzip::vision {

/// Greedy non-maximum suppression: the best box is kept, every box that overlaps it by more than
/// `largest_overlap` (intersection over union) is dropped, and so on with what is left.
///
/// Returns indices into `boxes`, best score first, at most `limit`. Equal scores keep their order.
std::vector<std::size_t> suppress_non_maxima(std::span<const Detection> boxes, float largest_overlap,
                                             std::size_t limit);

}  // namespace trainingzip::vision
