#include "vision/person_detector.h"

#include <algorithm>
#include <utility>

namespace trainingzip::vision {

namespace {

/// Bottom right of the network's square input.
Point last_of(int size) {
    return {static_cast<float>(size - 1), static_cast<float>(size - 1)};
}

Box scaled(const Box& box, float scale) {
    return {box.left * scale, box.top * scale, box.right * scale, box.bottom * scale};
}

/// Turns each plane of 3 × size × size so that a body turned by as much stands.
void turn_upright(std::vector<float>& planes, int size, int quarter_turns) {
    if (quarter_turns == 0) return;
    const std::vector<float> before = planes;
    const Point last = last_of(size);
    const auto row = static_cast<std::size_t>(size);
    for (std::size_t channel = 0; channel < 3; ++channel) {
        for (int y = 0; y < size; ++y) {
            for (int x = 0; x < size; ++x) {
                const Point from =
                    turned(Point{static_cast<float>(x), static_cast<float>(y)}, last, quarter_turns);
                planes[(channel * row + static_cast<std::size_t>(y)) * row + static_cast<std::size_t>(x)] =
                    before[(channel * row + static_cast<std::size_t>(from.y)) * row +
                           static_cast<std::size_t>(from.x)];
            }
        }
    }
}

}  // namespace

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
    model_.prepare({1, 3, size_, size_});
}

std::vector<Detection> PersonDetector::detect(const media::ImageView& picture, float minimum_score,
                                              int quarter_turns) const {
    std::vector<float> input(3 * static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_));
    const float scale = letter_box(picture, size_, {}, input);
    turn_upright(input, size_, quarter_turns);
    const TensorView view{input, {1, 3, size_, size_}};
    const Outputs outputs = model_.run({&view, 1});
    std::vector<DetectorLevel> levels;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const TensorView level = outputs.view(i);
        const int rows = static_cast<int>(level.shape[1]);
        levels.push_back({level.values, rows, static_cast<int>(level.shape[2]), size_ / rows});
    }
    std::vector<Detection> persons = decode_detections(levels, 1, size_, size_, minimum_score);
    for (Detection& person : persons) {
        person.box = clipped(scaled(turned(person.box, last_of(size_), quarter_turns), 1 / scale),
                             picture.width, picture.height);
    }
    std::erase_if(persons, [](const Detection& person) { return !(person.box.area() > 1); });
    return persons;
}

}  // namespace trainingzip::vision
