#include "vision/bilinear_taps.h"

#include <algorithm>

namespace trainingzip::vision {

std::vector<BilinearTap> bilinear_taps(int source_size, int target_size) {
    const float step = static_cast<float>(source_size) / static_cast<float>(target_size);
    std::vector<BilinearTap> taps(static_cast<std::size_t>(target_size));
    for (int i = 0; i < target_size; ++i) {
        const float position = std::clamp((static_cast<float>(i) + 0.5F) * step - 0.5F, 0.0F,
                                          static_cast<float>(source_size - 1));
        const int low = static_cast<int>(position);
        taps[static_cast<std::size_t>(i)] = {low, std::min(low + 1, source_size - 1),
                                             position - static_cast<float>(low)};
    }
    return taps;
}

}  // namespace trainingzip::vision
