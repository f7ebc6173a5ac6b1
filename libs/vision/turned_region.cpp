#include "vision/turned_region.h"

#include <algorithm>
#include <cmath>
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

/// Which two samples of a plane a pixel of the target lies between, along one axis.
struct Sample {
    int low;
    int high;
    float share_of_high;
};

/// For the target's pixels from `first` on, whose centres lie between the edges of the region.
struct Axis {
    int first = 0;
    std::vector<Sample> samples;
};

Axis axis_of(float from, float to, float scale, int plane_size, int target_size) {
    Axis axis;
    axis.first = std::clamp(static_cast<int>(std::ceil(from * scale - 0.5F)), 0, target_size);
    const int end = std::clamp(static_cast<int>(std::ceil(to * scale - 0.5F)), axis.first, target_size);
    const float step = static_cast<float>(plane_size) / (std::max(to - from, 1e-3F) * scale);
    for (int pixel = axis.first; pixel < end; ++pixel) {
        const float position = std::clamp((static_cast<float>(pixel) + 0.5F - from * scale) * step - 0.5F,
                                          0.0F, static_cast<float>(plane_size - 1));
        const int low = static_cast<int>(position);
        axis.samples.push_back({low, std::min(low + 1, plane_size - 1), position - static_cast<float>(low)});
    }
    return axis;
}

}  // namespace

Box TurnedRegion::to_region(const Box& in_picture) const {
    const Box inside{in_picture.left - box.left, in_picture.top - box.top, in_picture.right - box.left,
                     in_picture.bottom - box.top};
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
    // The samples of crop_person() begin on the edge of its region, those of the planes half a sample inside.
    const Point step{region.width() / static_cast<float>(size.width) / 2,
                     region.height() / static_cast<float>(size.height) / 2};
    constexpr Point axes[] = {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
    const auto turns = static_cast<std::size_t>(region.quarter_turns);
    const bool across = region.quarter_turns % 2 != 0;
    const Point centre = region.box.centre();
    const CropRegion crop{{centre.x - 0.5F + axes[turns].x * (across ? step.y : step.x),
                           centre.y - 0.5F + axes[turns].y * (across ? step.x : step.y)},
                          region.width(),
                          region.height(),
                          region.quarter_turns};
    crop_person(picture, crop, size.width, size.height, normalisation, planes);
    if (!channels.blue_first) return;
    const auto blue = planes.begin() + static_cast<std::ptrdiff_t>(2 * plane_size);
    std::swap_ranges(planes.begin(), planes.begin() + static_cast<std::ptrdiff_t>(plane_size), blue);
}

void draw_region(const Plane& plane, const TurnedRegion& region, float scale, Plane& target) {
    std::fill(target.values.begin(), target.values.end(), 0.0F);
    if (plane.empty()) return;
    Plane upright;
    if (region.quarter_turns != 0) upright = turned_back(plane, region.quarter_turns);
    const Plane& source = region.quarter_turns != 0 ? upright : plane;
    const Axis across = axis_of(region.box.left, region.box.right, scale, source.width, target.width);
    const Axis down = axis_of(region.box.top, region.box.bottom, scale, source.height, target.height);
    std::vector<float> line(static_cast<std::size_t>(source.width));
    for (std::size_t i = 0; i < down.samples.size(); ++i) {
        const Sample& row = down.samples[i];
        const float* low = source.row(row.low);
        const float* high = source.row(row.high);
        for (std::size_t x = 0; x < line.size(); ++x)
            line[x] = low[x] + row.share_of_high * (high[x] - low[x]);
        float* to = target.row(down.first + static_cast<int>(i)) + across.first;
        for (const Sample& column : across.samples) {
            const float left = line[static_cast<std::size_t>(column.low)];
            *to++ = left + column.share_of_high * (line[static_cast<std::size_t>(column.high)] - left);
        }
    }
}

}  // namespace trainingzip::vision
