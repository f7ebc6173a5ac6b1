#include "vision/segmentation_masker.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "vision/mask_paste.h"
#include "vision/person_crop.h"
#include "vision/person_isolation.h"

namespace trainingzip::vision {
namespace {

constexpr float least_score = 0.05F;
constexpr Normalisation as_it_is{{0, 0, 0}, {1, 1, 1}};
/// Arms and feet reach over the box that a detector gives.
constexpr float padding = 1.25F;

struct Size {
    int width;
    int height;
};

/// Of the masks: as fine as those of Mask R-CNN, and never finer than the picture.
Size mask_size(const media::ImageView& picture) {
    constexpr float short_side = 320;
    constexpr float longest_side = 640;
    const auto shorter = static_cast<float>(std::min(picture.width, picture.height));
    const auto longer = static_cast<float>(std::max(picture.width, picture.height));
    const float scale = std::min({short_side / shorter, longest_side / longer, 1.0F});
    const auto scaled = [&](int size) {
        return std::max(1, static_cast<int>(std::lround(static_cast<float>(size) * scale)));
    };
    return {scaled(picture.width), scaled(picture.height)};
}

class SegmentationInference : public PersonMasker::Inference {
  public:
    SegmentationInference(const media::ImageView& picture, const Size& size, const PersonDetector& detector,
                          const Model& segmentation, int network_size)
        : Inference(picture, size.width, size.height),
          picture_(picture),
          detector_(detector),
          segmentation_(segmentation),
          network_size_(network_size) {}

    std::vector<Detection> persons() const override {
        if (!persons_) persons_ = detector_.detect(picture_, least_score);
        return *persons_;
    }
    std::vector<Detection> persons_near(const Box&) const override { return persons(); }

    std::vector<Plane> masks(std::span<const Box> boxes) const override {
        std::vector<Plane> masks;
        for (const Box& box : boxes) masks.push_back(mask_of(box));
        return masks;
    }

  private:
    Plane mask_of(const Box& box) const {
        const CropRegion region = person_region(box, 1, padding);
        MaskGrid grid{network_size_, segment(region), {}};
        // The first sample of a crop lies on the edge of its region, the first of a grid half a cell inside.
        const float half_cell = region.width / static_cast<float>(network_size_) / 2;
        grid.box = {
            region.centre.x - region.width / 2 - half_cell, region.centre.y - region.height / 2 - half_cell,
            region.centre.x + region.width / 2 - half_cell, region.centre.y + region.height / 2 - half_cell};
        Plane mask(mask_width(), mask_height());
        const float scale = static_cast<float>(mask_width()) / static_cast<float>(picture_width());
        paste_mask(grid, scale, MaskInterpolation::linear, mask);
        keep_person(box, persons(), scale, mask);
        return mask;
    }

    std::vector<float> segment(const CropRegion& region) const {
        const auto cells = static_cast<std::size_t>(network_size_) * static_cast<std::size_t>(network_size_);
        std::vector<float> input(3 * cells);
        crop_person(picture_, region, network_size_, network_size_, as_it_is, input);
        const TensorView view{input, {1, 3, network_size_, network_size_}};
        const Outputs outputs = segmentation_.run({&view, 1});
        const auto values = outputs.view(0).values;
        return {values.begin(), values.end()};
    }

    media::ImageView picture_;
    const PersonDetector& detector_;
    const Model& segmentation_;
    int network_size_;
    mutable std::optional<std::vector<Detection>> persons_;
};

bool is_square(const std::vector<TensorDescription>& tensors, std::int64_t channels) {
    if (tensors.size() != 1) return false;
    const auto& shape = tensors[0].shape;
    return shape.size() == 4 && shape[1] == channels && shape[2] > 0 && shape[2] == shape[3];
}

}  // namespace

SegmentationMasker::SegmentationMasker(PersonDetector detector, Model segmentation)
    : detector_(std::move(detector)), segmentation_(std::move(segmentation)) {
    if (!is_square(segmentation_.inputs(), 3) || !is_square(segmentation_.outputs(), 1) ||
        segmentation_.inputs()[0].shape[2] != segmentation_.outputs()[0].shape[2]) {
        throw EngineError(
            "the segmentation network must have one input of 1 x 3 x S x S and one output of 1 x 1 x S x S");
    }
    size_ = static_cast<int>(segmentation_.inputs()[0].shape[2]);
}

std::unique_ptr<PersonMasker::Inference> SegmentationMasker::infer(const media::ImageView& picture) const {
    return std::make_unique<SegmentationInference>(picture, mask_size(picture), detector_, segmentation_,
                                                   size_);
}

}  // namespace trainingzip::vision
