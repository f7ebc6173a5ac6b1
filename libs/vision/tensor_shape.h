#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

namespace trainingzip::vision {

/// Sizes along each dimension, the outermost first; -1 is a dynamic dimension.
using TensorShape = std::vector<std::int64_t>;

/// How many values a tensor of this shape holds; without dynamic dimensions.
inline std::size_t count_values(const TensorShape& shape) {
    return static_cast<std::size_t>(
        std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>()));
}

}  // namespace trainingzip::vision
