#include "vision/movenet_pose_network.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "vision/movenet_decoding.h"

namespace trainingzip::vision {

namespace {

constexpr std::array<std::int64_t, 4> channels = {1, 2 * part_count, part_count, 2 * part_count};
constexpr Normalisation from_minus_one_to_one{{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};

bool is_square_map(const std::vector<std::int64_t>& shape, std::int64_t of_channels) {
    return shape.size() == 4 && shape[1] == of_channels && shape[2] > 0 && shape[2] == shape[3];
}

}  // namespace

bool MovenetPoseNetwork::fits(const Model& model) {
    if (model.inputs().size() != 1 || model.outputs().size() != channels.size()) return false;
    if (!is_square_map(model.inputs()[0].shape, 3)) return false;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const auto& shape = model.outputs()[i].shape;
        if (!is_square_map(shape, channels[i]) || shape[2] != model.outputs()[0].shape[2]) return false;
    }
    return true;
}

MovenetPoseNetwork::MovenetPoseNetwork(Model model) : model_(std::move(model)) {
    if (!fits(model_)) throw EngineError("the pose network is not MoveNet");
    size_ = static_cast<int>(model_.inputs()[0].shape[2]);
}

Pose MovenetPoseNetwork::estimate(const media::ImageView& picture, const Box& box, int quarter_turns) const {
    const CropRegion region = movenet_region(box, quarter_turns);
    std::vector<float> input(3 * static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_));
    crop_person(picture, region, size_, size_, from_minus_one_to_one, input);
    const TensorView view{input, {1, 3, size_, size_}};
    const Outputs outputs = model_.run({&view, 1});
    const MovenetHeads heads{static_cast<int>(outputs.view(0).shape[2]), outputs.view(0).values,
                             outputs.view(1).values, outputs.view(2).values, outputs.view(3).values};
    return decode_movenet(heads, region);
}

}  // namespace trainingzip::vision
