#include "vision/pose_estimator.h"

#include <sstream>
#include <utility>

#include "vision/heatmap_pose_network.h"
#include "vision/movenet_pose_network.h"

namespace trainingzip::vision {

namespace {

std::unique_ptr<const PoseNetwork> make_network(Model model, const Normalisation& normalisation) {
    if (MovenetPoseNetwork::fits(model)) return std::make_unique<MovenetPoseNetwork>(std::move(model));
    return std::make_unique<HeatmapPoseNetwork>(std::move(model), normalisation);
}

}  // namespace

PoseEstimator::PoseEstimator(Model model, const Normalisation& normalisation)
    : network_(make_network(std::move(model), normalisation)) {}

std::array<float, 3> parse_channels(const std::string& key, const std::string& text) {
    std::istringstream stream(text);
    std::array<float, 3> channels{};
    stream >> channels[0] >> channels[1] >> channels[2];
    if (!stream || !(stream >> std::ws).eof()) {
        throw ConfigError(key + " must be three numbers with spaces between, not \"" + text + "\"");
    }
    return channels;
}

}  // namespace trainingzip::vision
