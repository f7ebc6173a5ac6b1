#pragma once

#include <boost/json/parse.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "media/test_media.h"
#include "vision/keypoint.h"

namespace trainingzip::test {

/// The squat clip's reference: for each frame the positions of the joints that BlazePose and COCO share.
inline std::vector<std::vector<std::pair<vision::Part, vision::Point>>> reference_poses() {
    using enum vision::Part;
    constexpr std::pair<vision::Part, std::size_t> landmarks[] = {
        {nose, 0},           {left_eye, 2},        {right_eye, 5},   {left_ear, 7},     {right_ear, 8},
        {left_shoulder, 11}, {right_shoulder, 12}, {left_elbow, 13}, {right_elbow, 14}, {left_wrist, 15},
        {right_wrist, 16},   {left_hip, 23},       {right_hip, 24},  {left_knee, 25},   {right_knee, 26},
        {left_ankle, 27},    {right_ankle, 28},
    };
    std::ifstream file(media_folder() / "tfjs_pose_squats" / "pose_squats.full.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::vector<std::vector<std::pair<vision::Part, vision::Point>>> frames;
    const boost::json::value document = boost::json::parse(text);
    for (const auto& landmarks_of_frame : document.as_array()) {
        auto& frame = frames.emplace_back();
        for (const auto& [part, index] : landmarks) {
            const auto& landmark = landmarks_of_frame.as_array().at(index).as_array();
            frame.emplace_back(part, vision::Point{static_cast<float>(landmark.at(0).to_number<double>()),
                                                   static_cast<float>(landmark.at(1).to_number<double>())});
        }
    }
    return frames;
}

/// Angle at the knee between hip and ankle, degrees; 180 with a straight leg.
inline double knee_angle(const vision::Pose& pose, vision::Part hip, vision::Part knee, vision::Part ankle) {
    const auto corner = at(pose, knee).position;
    const auto a = at(pose, hip).position;
    const auto b = at(pose, ankle).position;
    const double first = std::atan2(a.y - corner.y, a.x - corner.x);
    const double second = std::atan2(b.y - corner.y, b.x - corner.x);
    const double angle = std::abs(first - second) * 180 / std::acos(-1.0);
    return angle > 180 ? 360 - angle : angle;
}

}  // namespace trainingzip::test
