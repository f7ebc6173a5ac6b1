#include "vision/turned_region.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "vision/person_crop.h"

namespace trainingzip::vision {
namespace {

/// Of a clockwise turn that undoes `quarter_turns`.
int turns_back(int quarter_turns) {
    return (4 - quarter_turns) % 4;
}

/// The plane with the axes of the picture.
Plane turned_back(const Plane& plane, int quarter_turns) {
    const bool across = quarter_turns % 2 != 0;
    Plane result(across ? plane.height : plane.width, across ? plane.width : plane.height);
    const Point last{static_cast<float>(plane.width - 1), static_cast<float>(plane.height - 1)};
    for (int y = 0; y < plane.height; ++y) {
        for (int x = 0; x < plane.width; ++x) {
            const Point to = turned(Point{static_cast<float>(x), static_cast<float>(y)}, last, quarter_turns);
            result.row(static_cast<int>(to.y))[static_cast<int>(to.x)] = plane.row(y)[x];
        }
    }
    return result;
}

}  // namespace

Box TurnedRegion::to_region(const Box& in_picture) const {
    const Box inside = moved(in_picture, {-box.left, -box.top});
    return turned(inside, {box.width(), box.height()}, turns_back(quarter_turns));
}

void crop_to_planes(const media::ImageView& picture, const TurnedRegion& region, PixelSize size,
                    const ChannelSettings& channels, std::vector<float>& planes) {
    const auto plane_size = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
    planes.resize(3 * plane_size);
    Normalisation normalisation;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t plane = channels.blue_first ? 2 - i : i;
        normalisation.mean[i] = channels.mean[plane] / 255;
        normalisation.deviation[i] = 1 / (255 * channels.scale[plane]);
    }
    const Point centre = region.box.centre();
    CropRegion crop{
        {centre.x - 0.5F, centre.y - 0.5F}, region.width(), region.height(), region.quarter_turns};
    // The samples of crop_person() begin on the edge of its region, those of the planes half a sample inside.
    const Point half_inside{static_cast<float>(size.width) / 2 + 0.5F,
                            static_cast<float>(size.height) / 2 + 0.5F};
    crop.centre = to_picture(crop, half_inside, size.width, size.height);
    crop_person(picture, crop, size.width, size.height, normalisation, planes);
    if (!channels.blue_first) return;
    const auto blue = planes.begin() + static_cast<std::ptrdiff_t>(2 * plane_size);
    std::swap_ranges(planes.begin(), planes.begin() + static_cast<std::ptrdiff_t>(plane_size), blue);
}

void draw_region(const Plane& plane, const TurnedRegion& region, float scale, Plane& target) {
    std::fill(target.values.begin(), target.values.end(), 0.0F);
    if (plane.empty()) return;
    const Box part{region.box.left * scale, region.box.top * scale, region.box.right * scale,
                   region.box.bottom * scale};
    if (region.quarter_turns == 0) {
        stretch(plane, part, target);
    } else {
        stretch(turned_back(plane, region.quarter_turns), part, target);
    }
}

}  // namespace trainingzip::vision
