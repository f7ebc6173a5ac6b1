#include "vision/mask_smoothing.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::vision {

void MaskSmoothing::smooth(Plane& mask, double time_seconds) {
    if (last_.width != mask.width || last_.height != mask.height) {
        last_ = mask;
        last_time_ = time_seconds;
        return;
    }
    constexpr float motion = 0.35F;  // A change of this much is motion and nothing else.
    const auto share_of_new =
        static_cast<float>(1 - std::exp(-std::max(time_seconds - last_time_, 0.0) / seconds_));
    for (std::size_t i = 0; i < mask.values.size(); ++i) {
        const float change = mask.values[i] - last_.values[i];
        const float certainty = std::min(std::abs(change) / motion, 1.0F);
        const float share = share_of_new + (1 - share_of_new) * certainty;
        last_.values[i] += share * change;
    }
    mask.values = last_.values;
    last_time_ = time_seconds;
}

}  // namespace trainingzip::vision
