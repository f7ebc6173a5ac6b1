#include "vision/person_drawing.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "vision/mask_refinement.h"

namespace trainingzip::vision {
namespace {

/// A rectangle of whole pixels; right and bottom lie behind the last one.
struct PixelRegion {
    int left;
    int top;
    int right;
    int bottom;
};

PixelRegion region_around(const Box& box, float scale, int margin, const Plane& plane) {
    const auto limit = [](float value, int size) { return std::clamp(static_cast<int>(value), 0, size); };
    const auto border = static_cast<float>(margin);
    return {limit(box.left * scale - border, plane.width), limit(box.top * scale - border, plane.height),
            limit(box.right * scale + border + 1, plane.width),
            limit(box.bottom * scale + border + 1, plane.height)};
}

/// The region of a plane whose rows are `width` long, each value multiplied by `factor`.
Plane cut_out(const float* values, int width, const PixelRegion& region, float factor) {
    Plane part(region.right - region.left, region.bottom - region.top);
    for (int y = 0; y < part.height; ++y) {
        const float* source = values + static_cast<std::ptrdiff_t>(region.top + y) * width + region.left;
        float* target = part.row(y);
        for (int x = 0; x < part.width; ++x) target[x] = source[x] * factor;
    }
    return part;
}

void put_back(const Plane& part, const PixelRegion& region, Plane& plane) {
    for (int y = 0; y < part.height; ++y) {
        std::copy_n(part.row(y), part.width, plane.row(region.top + y) + region.left);
    }
}

/// Raises what lies on the limb; `limb` in pixels of the plane.
void draw_limb(const Limb& limb, Plane& plane) {
    constexpr float certain = 0.95F;
    const Box around{std::min(limb.from.x, limb.to.x), std::min(limb.from.y, limb.to.y),
                     std::max(limb.from.x, limb.to.x), std::max(limb.from.y, limb.to.y)};
    const PixelRegion region = region_around(around, 1, static_cast<int>(std::ceil(limb.radius)) + 1, plane);
    const Point along{limb.to.x - limb.from.x, limb.to.y - limb.from.y};
    const float square = std::max(along.x * along.x + along.y * along.y, 1e-6F);
    for (int y = region.top; y < region.bottom; ++y) {
        for (int x = region.left; x < region.right; ++x) {
            const Point to_pixel{static_cast<float>(x) + 0.5F - limb.from.x,
                                 static_cast<float>(y) + 0.5F - limb.from.y};
            const float share =
                std::clamp((to_pixel.x * along.x + to_pixel.y * along.y) / square, 0.0F, 1.0F);
            const float distance = std::hypot(to_pixel.x - share * along.x, to_pixel.y - share * along.y);
            const float value = certain * std::clamp(limb.radius + 0.5F - distance, 0.0F, 1.0F);
            plane.row(y)[x] = std::max(plane.row(y)[x], value);
        }
    }
}

}  // namespace

void draw_person(const BackboneFeatures& features, const MaskGrid& mask, std::span<const Limb> limbs,
                 const EdgeSettings& settings, Plane& drawn) {
    const float scale = static_cast<float>(features.network_width) / features.picture_width;
    drawn.resize(features.network_width, features.network_height);
    paste_mask(mask, scale, settings.interpolation, drawn);
    for (const Limb& limb : limbs) {
        draw_limb({{limb.from.x * scale, limb.from.y * scale},
                   {limb.to.x * scale, limb.to.y * scale},
                   limb.radius * scale},
                  drawn);
    }
    if (settings.reach <= 0) return;
    const float cell = std::max(mask.box.width(), mask.box.height()) * scale / static_cast<float>(mask.size);
    const int radius = std::max(2, static_cast<int>(std::lround(cell * settings.reach)));
    const PixelRegion region = region_around(mask.box, scale, radius, drawn);
    if (region.right <= region.left || region.bottom <= region.top) return;

    Plane part = cut_out(drawn.values.data(), drawn.width, region, 1);
    const std::size_t plane_size = drawn.values.size();
    std::array<Plane, 3> colours;
    for (std::size_t plane = 0; plane < 3; ++plane) {
        colours[plane] =
            cut_out(features.colours.data() + plane * plane_size, drawn.width, region, 1 / 255.0F);
    }
    refine_mask(colours, radius, settings.epsilon, part);
    put_back(part, region, drawn);
}

}  // namespace trainingzip::vision
