#include "vision/person_drawing.h"

#include <algorithm>
#include <cmath>

#include "vision/mask_refinement.h"

namespace trainingzip::vision {

void draw_person(const MaskRcnn::Impression& seen, const MaskGrid& mask, const EdgeSettings& settings,
                 Plane& drawn) {
    const float scale = static_cast<float>(seen.network_width) / static_cast<float>(seen.picture_width);
    drawn.resize(seen.network_width, seen.network_height);
    paste_mask(mask, scale, settings.interpolation, drawn);
    if (settings.reach <= 0) return;
    const float cell = std::max(mask.box.width(), mask.box.height()) * scale / static_cast<float>(mask.size);
    const int radius = std::max(2, static_cast<int>(std::lround(cell * settings.reach)));
    refine_mask(seen.luminance, radius, settings.epsilon, drawn);
}

}  // namespace trainingzip::vision
