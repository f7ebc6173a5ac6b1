#include "vision/heatmap_pose_network.h"

#include <utility>

#include "vision/heatmap_decoding.h"

namespace trainingzip::vision {

namespace {

bool takes_one_person(const Model& model) {
    const auto& inputs = model.inputs();
    return inputs.size() == 1 && inputs[0].shape.size() == 4 && inputs[0].shape[0] <= 1 &&
           inputs[0].shape[1] == 3 && inputs[0].shape[2] > 0 && inputs[0].shape[3] > 0;
}

bool is_heatmaps(const std::vector<std::int64_t>& shape) {
    return shape.size() == 4 && shape[1] == static_cast<std::int64_t>(part_count);
}

}  // namespace

HeatmapPoseNetwork::HeatmapPoseNetwork(Model model, const Normalisation& normalisation)
    : model_(std::move(model)), normalisation_(normalisation) {
    if (!takes_one_person(model_)) {
        throw EngineError("the pose network must have one input of 1 x 3 x height x width");
    }
    if (model_.outputs().size() != 1 || !is_heatmaps(model_.outputs()[0].shape)) {
        throw EngineError("the pose network must have one output of 1 x 17 x height x width");
    }
    height_ = static_cast<int>(model_.inputs()[0].shape[2]);
    width_ = static_cast<int>(model_.inputs()[0].shape[3]);
    model_.prepare({1, 3, height_, width_});
}

Pose HeatmapPoseNetwork::estimate(const media::ImageView& picture, const Box& box, int quarter_turns) const {
    constexpr float padding = 1.25F;
    const CropRegion region =
        person_region(box, static_cast<float>(width_) / static_cast<float>(height_), padding, quarter_turns);
    std::vector<float> input(3 * static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
    crop_person(picture, region, width_, height_, normalisation_, input);
    const TensorView view{input, {1, 3, height_, width_}};
    const Outputs outputs = model_.run({&view, 1});
    const TensorView heatmaps = outputs.view(0);
    if (!is_heatmaps(heatmaps.shape))
        throw EngineError("the pose network gave another shape than it promised");
    return decode_heatmaps(heatmaps.values, static_cast<int>(heatmaps.shape[3]),
                           static_cast<int>(heatmaps.shape[2]), region);
}

}  // namespace trainingzip::vision
