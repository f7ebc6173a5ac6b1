#include "vision/bilinear_taps.h"

#include <algorithm>

namespace trainingzip::vision {

std::vector<BilinearTap> bilinear_taps(int source_size, int target_size) {
    return bilinear_taps(source_size, 0, static_cast<float>(target_size), 0, target_size);
}

std::vector<BilinearTap> bilinear_taps(int source_size, float from, float to, int first, int count) {
    const float step = static_cast<float>(source_size) / std::max(to - from, 1e-3F);
    std::vector<BilinearTap> taps(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const float position = std::clamp((static_cast<float>(first + i) + 0.5F - from) * step - 0.5F, 0.0F,
                                          static_cast<float>(source_size - 1));
        const int low = static_cast<int>(position);
        taps[static_cast<std::size_t>(i)] = {low, std::min(low + 1, source_size - 1),
                                             position - static_cast<float>(low)};
    }
    return taps;
}

}  // namespace trainingzip::vision
