#include "vision/mask_rcnn_masker.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace trainingzip::vision {
namespace {

/// The box of the person widened, as far as the picture goes.
TurnedRegion region_around(const TrackedPerson& person, float padding, const media::ImageView& picture) {
    const float across = (padding - 1) / 2 * person.box.width();
    const float down = (padding - 1) / 2 * person.box.height();
    const Box wide{person.box.left - across, person.box.top - down, person.box.right + across,
                   person.box.bottom + down};
    return {clipped(wide, picture.width, picture.height), person.quarter_turns};
}

/// Makes an extent as long as `length`, inside the picture where it fits.
void lengthen(float& from, float& to, float length, int picture_side) {
    from -= (length - (to - from)) / 2;
    from = std::max(std::min(from, static_cast<float>(picture_side) - length), 0.0F);
    to = from + length;
}

/// Chooses the size of the part as the network sees it, and widens the part until it has its aspect.
PixelSize fit_network_size(const MaskRcnnMasker::Settings& settings, const media::ImageView& picture,
                           TurnedRegion& region) {
    const float shorter = std::min(region.width(), region.height());
    const float longer = std::max(region.width(), region.height());
    const float scale =
        std::min({static_cast<float>(settings.short_side) / shorter,
                  static_cast<float>(settings.longest_side) / longer, settings.largest_scale});
    // A graph plans its memory anew for each size that it has not seen yet.
    const auto step = static_cast<float>(settings.size_step);
    const auto pixels = [&](float side) { return step * std::max(1.0F, std::ceil(side * scale / step - 0.01F)); };
    const float across = pixels(region.box.width());
    const float down = pixels(region.box.height());
    lengthen(region.box.left, region.box.right, across / scale, picture.width);
    lengthen(region.box.top, region.box.bottom, down / scale, picture.height);
    const bool turned = region.quarter_turns % 2 != 0;
    return {static_cast<int>(turned ? down : across), static_cast<int>(turned ? across : down)};
}

/// Around the keypoints that are certain; nullopt without any.
std::optional<Box> box_of_keypoints(const Pose& pose) {
    constexpr float certain = 0.4F;
    constexpr float far = std::numeric_limits<float>::max();
    Box box{far, far, -far, -far};
    for (const Keypoint& keypoint : pose) {
        if (keypoint.score < certain) continue;
        box = united(box, {keypoint.position.x, keypoint.position.y, keypoint.position.x, keypoint.position.y});
    }
    if (box.right < box.left) return std::nullopt;
    return box;
}

}  // namespace

Box MaskRcnnMasker::mask_box(const MaskRcnn::BackboneFeatures& features, const TurnedRegion& region,
                             const TrackedPerson& person) const {
    const Box expected = clipped(region.to_region(person.box), region.width(), region.height());
    Box box = expected;
    float best = settings_.least_overlap;
    for (const Detection& detection : network_.detect(features, expected, settings_.near_limit)) {
        const float overlap = intersection_over_union(expected, detection.box);
        if (overlap <= best) continue;
        best = overlap;
        box = detection.box;
    }
    if (const auto keypoints = box_of_keypoints(person.pose)) {
        const float margin = settings_.keypoint_margin * std::max(person.box.width(), person.box.height());
        Box reached = region.to_region(*keypoints);
        reached = {reached.left - margin, reached.top - margin, reached.right + margin, reached.bottom + margin};
        box = united(box, clipped(reached, region.width(), region.height()));
    }
    return box;
}

PersonMask MaskRcnnMasker::cut_out(const media::ImageView& picture, const TrackedPerson& person) const {
    PersonMask mask{region_around(person, settings_.padding, picture), {}};
    if (mask.region.box.width() < 1 || mask.region.box.height() < 1) return mask;
    const PixelSize size = fit_network_size(settings_, picture, mask.region);
    const auto features = network_.infer(picture, mask.region, size);
    const Box box = mask_box(features, mask.region, person);
    draw_person(features, network_.masks(features, {&box, 1}).front(), settings_.edges, mask.probabilities);
    return mask;
}

}  // namespace trainingzip::vision
