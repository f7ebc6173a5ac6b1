#include "vision/segmentation_masker.h"

#include <utility>
#include <vector>

#include "vision/person_crop.h"
#include "vision/person_isolation.h"

namespace trainingzip::vision {
namespace {

constexpr float least_score = 0.05F;
/// Arms and feet reach over the box that a detector gives.
constexpr float padding = 1.25F;
constexpr ChannelSettings samples_of_zero_to_one{false, {0, 0, 0}, {1 / 255.0F, 1 / 255.0F, 1 / 255.0F}};

TurnedRegion square_around(const TrackedPerson& person) {
    const CropRegion square = person_region(person.box, 1, padding);
    const float half = square.width / 2;
    return {{square.centre.x - half, square.centre.y - half, square.centre.x + half, square.centre.y + half},
            person.quarter_turns};
}

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

PersonMask SegmentationMasker::cut_out(const media::ImageView& picture, const TrackedPerson& person) const {
    PersonMask mask{square_around(person), Plane(size_, size_)};
    if (mask.region.width() < 1) return mask;
    std::vector<float> input;
    crop_to_planes(picture, mask.region, {size_, size_}, samples_of_zero_to_one, input);
    const TensorView view{input, {1, 3, size_, size_}};
    const Outputs outputs = segmentation_.run({&view, 1});
    const auto values = outputs.view(0).values;
    mask.probabilities.values.assign(values.begin(), values.end());
    std::vector<Detection> persons = detector_.detect(picture, least_score, person.quarter_turns);
    for (Detection& other : persons) other.box = mask.region.to_region(other.box);
    const float scale = static_cast<float>(size_) / mask.region.width();
    keep_person(mask.region.to_region(person.box), persons, scale, mask.probabilities);
    return mask;
}

}  // namespace trainingzip::vision
