#pragma once

#include <optional>

namespace trainingzip::media {

/// Chooses the frames of a video that are worth reading where there are more than 30 a second: so that at
/// 60 a second every second one is.
class FrameThinning {
  public:
    /// Whether to read the frame of this time, which is later than those before.
    bool takes(double time_seconds) {
        constexpr double least_step_seconds = 0.9 / 30;
        if (last_ && time_seconds - *last_ < least_step_seconds) return false;
        last_ = time_seconds;
        return true;
    }

  private:
    std::optional<double> last_;
};

}  // namespace trainingzip::media
