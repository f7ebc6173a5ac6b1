#include "vision/person_drawing.h"

#include <algorithm>
#include <cmath>

#include "vision/mask_refinement.h"
#include "vision/separating_colour.h"

namespace trainingzip::vision {
namespace {

PixelRegion region_around(const Box& box, float scale, int margin, const Plane& plane) {
    const auto limit = [](float value, int size) { return std::clamp(static_cast<int>(value), 0, size); };
    const auto reach = static_cast<float>(margin);
    return {limit(box.left * scale - reach, plane.width), limit(box.top * scale - reach, plane.height),
            limit(box.right * scale + reach + 1, plane.width),
            limit(box.bottom * scale + reach + 1, plane.height)};
}

Plane cut_out(const Plane& plane, const PixelRegion& region) {
    Plane part(region.width(), region.height());
    for (int y = 0; y < part.height; ++y) {
        std::copy_n(plane.row(region.top + y) + region.left, part.width, part.row(y));
    }
    return part;
}

void put_back(const Plane& part, const PixelRegion& region, Plane& plane) {
    for (int y = 0; y < part.height; ++y) {
        std::copy_n(part.row(y), part.width, plane.row(region.top + y) + region.left);
    }
}

}  // namespace

void draw_person(const MaskRcnn::Impression& seen, const MaskGrid& mask, const EdgeSettings& settings,
                 Plane& drawn) {
    const float scale = static_cast<float>(seen.network_width) / static_cast<float>(seen.picture_width);
    drawn.resize(seen.network_width, seen.network_height);
    paste_mask(mask, scale, settings.interpolation, drawn);
    if (settings.reach <= 0) return;
    const float cell = std::max(mask.box.width(), mask.box.height()) * scale / static_cast<float>(mask.size);
    const int radius = std::max(2, static_cast<int>(std::lround(cell * settings.reach)));
    const PixelRegion region = region_around(mask.box, scale, 2 * radius, drawn);
    if (region.width() <= 0 || region.height() <= 0) return;

    const ColourPlanes picture{seen.colours, seen.network_width, seen.network_height};
    Plane part = cut_out(drawn, region);
    const Plane guide = weigh_colours(picture, region, separating_colour(picture, region, part));
    refine_mask(guide, radius, settings.epsilon, part);
    put_back(part, region, drawn);
}

}  // namespace trainingzip::vision
