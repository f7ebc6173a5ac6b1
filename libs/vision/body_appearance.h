#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "media/image.h"
#include "vision/keypoint.h"

namespace trainingzip::vision {

/// The colours of what somebody wears, by which the same person is known again: histograms of lightness and
/// of both colour differences (ITU-R BT.601) on trunk, thighs and shins. Costs some hundred pixels.
class BodyAppearance {
  public:
    /// Samples the picture inside the pose. nullopt where no trunk is seen.
    static std::optional<BodyAppearance> of(const media::ImageView& picture, const Pose& pose);
    /// Without a pose: the middle of the upper and of the lower half of an upright person's box.
    static BodyAppearance of(const media::ImageView& picture, const Box& box);

    /// 0, nothing in common, to 1, equal: the mean Bhattacharyya coefficient of the parts that both show.
    float likeness(const BodyAppearance& other) const;

    /// Goes towards another view of the same person by a share of 0 to 1.
    void blend(const BodyAppearance& other, float share);

  private:
    static constexpr std::size_t bins = 12;
    /// Sums to 1, or to 0 where the part is not seen.
    using Histogram = std::array<float, bins>;
    struct BodyPart {
        Histogram lightness{};
        Histogram blue_difference{};
        Histogram red_difference{};
        float samples = 0;

        void add(const media::ImageView& picture, const Point& position);
        void normalise();
    };

    std::array<BodyPart, 3> parts_;
};

}  // namespace trainingzip::vision
