#include "vision/person_detector.h"

#include <utility>

namespace trainingzip::vision {

PersonDetector::PersonDetector(Model model) : model_(std::move(model)), size_(0) {
    const auto& inputs = model_.inputs();
    if (inputs.size() != 1 || inputs[0].shape.size() != 4 || inputs[0].shape[1] != 3 ||
        inputs[0].shape[2] <= 0 || inputs[0].shape[2] != inputs[0].shape[3]) {
        throw EngineError("the person detector must have one input of 1 x 3 x S x S");
    }
    size_ = static_cast<int>(inputs[0].shape[2]);
    for (const TensorDescription& output : model_.outputs()) {
        if (output.shape.size() != 4 || output.shape[3] != 5) {
            throw EngineError("the outputs of the person detector must be 1 x rows x columns x 5");
        }
    }
}

std::vector<Detection> PersonDetector::detect(const media::ImageView& picture, float minimum_score) const {
    std::vector<float> input(3 * static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_));
    const float scale = letter_box(picture, size_, {}, input);
    const TensorView view{input, {1, 3, size_, size_}};
    const Outputs outputs = model_.run({&view, 1});
    std::vector<DetectorLevel> levels;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const TensorView level = outputs.view(i);
        const int rows = static_cast<int>(level.shape[1]);
        levels.push_back({level.values, rows, static_cast<int>(level.shape[2]), size_ / rows});
    }
    return decode_detections(levels, scale, picture.width, picture.height, minimum_score);
}

}  // namespace trainingzip::vision
