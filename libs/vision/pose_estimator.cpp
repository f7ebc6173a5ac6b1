#include "vision/pose_estimator.h"

#include <sstream>
#include <utility>

#include "vision/heatmap_pose_estimator.h"
#include "vision/movenet_pose_estimator.h"

namespace trainingzip::vision {

std::unique_ptr<PoseEstimator> make_pose_estimator(Model model, const Normalisation& normalisation) {
    if (MovenetPoseEstimator::fits(model)) return std::make_unique<MovenetPoseEstimator>(std::move(model));
    return std::make_unique<HeatmapPoseEstimator>(std::move(model), normalisation);
}

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
