#include "vision/mask_rcnn_masker.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "vision/trunk_length.h"

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
    PixelSize best;
    float scale = 0;
    for (const PixelSize& size : settings.sizes) {
        const float fits = std::min(static_cast<float>(size.width) / region.width(),
                                    static_cast<float>(size.height) / region.height());
        if (fits <= scale) continue;
        scale = fits;
        best = size;
    }
    scale = std::min(scale, settings.largest_scale);
    const bool turned = region.quarter_turns % 2 != 0;
    const float across = static_cast<float>(turned ? best.height : best.width) / scale;
    const float down = static_cast<float>(turned ? best.width : best.height) / scale;
    lengthen(region.box.left, region.box.right, across, picture.width);
    lengthen(region.box.top, region.box.bottom, down, picture.height);
    return best;
}

/// Around the keypoints that are certain; nullopt without any.
std::optional<Box> box_of_keypoints(const Pose& pose) {
    constexpr float certain = 0.4F;
    constexpr float far = std::numeric_limits<float>::max();
    Box box{far, far, -far, -far};
    for (const Keypoint& keypoint : pose) {
        if (keypoint.score < certain) continue;
        box =
            united(box, {keypoint.position.x, keypoint.position.y, keypoint.position.x, keypoint.position.y});
    }
    if (box.right < box.left) return std::nullopt;
    return box;
}

Point point_in(const TurnedRegion& region, const Point& point) {
    const Box there = region.to_region({point.x, point.y, point.x, point.y});
    return {there.left, there.top};
}

/// Arms and legs that are certain, in pixels of the region, to the middle of the hand.
std::vector<Limb> limbs_of(const Pose& pose, const TurnedRegion& region) {
    constexpr float certain = 0.5F;
    constexpr float radius = 0.06F;  // Of the trunk.
    struct Bone {
        Part from;
        Part to;
        float longer;  ///< Share of its length beyond the joint at its end.
    };
    constexpr float hand = 0.3F;
    static constexpr Bone bones[] = {
        {left_shoulder, left_elbow, 0},   {right_shoulder, right_elbow, 0}, {left_elbow, left_wrist, hand},
        {right_elbow, right_wrist, hand}, {left_hip, left_knee, 0},         {right_hip, right_knee, 0},
        {left_knee, left_ankle, 0.1F},    {right_knee, right_ankle, 0.1F},
    };
    const float trunk = trunk_length(pose);
    std::vector<Limb> limbs;
    for (const Bone& bone : bones) {
        const Keypoint& from = at(pose, bone.from);
        const Keypoint& to = at(pose, bone.to);
        if (std::min(from.score, to.score) < certain) continue;
        const Point end{to.position.x + bone.longer * (to.position.x - from.position.x),
                        to.position.y + bone.longer * (to.position.y - from.position.y)};
        limbs.push_back({point_in(region, from.position), point_in(region, end), radius * trunk});
    }
    return limbs;
}

}  // namespace

MaskRcnnMasker::MaskRcnnMasker(MaskNetwork network, const Settings& settings)
    : network_(std::move(network)), settings_(settings) {
    for (const PixelSize& size : settings_.sizes) network_.prepare(size);
}

Box MaskRcnnMasker::mask_box(const TurnedRegion& region, const TrackedPerson& person) const {
    const Box box = clipped(region.to_region(person.box), region.width(), region.height());
    const auto keypoints = box_of_keypoints(person.pose);
    if (!keypoints) return box;
    const float margin = settings_.keypoint_margin * std::max(person.box.width(), person.box.height());
    Box reached = region.to_region(*keypoints);
    reached = {reached.left - margin, reached.top - margin, reached.right + margin, reached.bottom + margin};
    return united(box, clipped(reached, region.width(), region.height()));
}

PersonMask MaskRcnnMasker::cut_out(const media::ImageView& picture, const TrackedPerson& person) const {
    PersonMask mask{region_around(person, settings_.padding, picture), {}};
    if (mask.region.box.width() < 1 || mask.region.box.height() < 1) return mask;
    const PixelSize size = fit_network_size(settings_, picture, mask.region);
    const auto features = network_.infer(picture, mask.region, size);
    const Box box = mask_box(mask.region, person);
    draw_person(features, network_.masks(features, {&box, 1}).front(), limbs_of(person.pose, mask.region),
                settings_.edges, mask.probabilities);
    return mask;
}

}  // namespace trainingzip::vision
