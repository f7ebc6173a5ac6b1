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

/// Where the parts of a person are in one frame, in pixels.
using ReferencePose = std::vector<std::pair<vision::Part, vision::Point>>;

namespace detail {

inline boost::json::value json_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return boost::json::parse(std::string{std::istreambuf_iterator<char>(stream), {}});
}

inline ReferencePose::value_type part_at(vision::Part part, const boost::json::value& position) {
    return {part, vision::Point{static_cast<float>(position.at(0).to_number<double>()),
                                static_cast<float>(position.at(1).to_number<double>())}};
}

}  // namespace detail

/// Where the joints of a drawn clip, NAME.mp4, were drawn, for each frame.
inline std::vector<ReferencePose> drawn_poses(const std::string& name) {
    const auto document = detail::json_of(drawn_media_folder() / "drawn" / (name + ".json"));
    std::vector<ReferencePose> frames;
    for (const auto& joints : document.at("joints").as_array()) {
        auto& frame = frames.emplace_back();
        for (std::size_t part = 0; part < vision::part_count; ++part) {
            frame.push_back(detail::part_at(static_cast<vision::Part>(part), joints.at(part)));
        }
    }
    return frames;
}

/// The reference of the training clip: where its joints were drawn, or where BlazePose finds those that it
/// shares with COCO in the recorded one.
inline std::vector<ReferencePose> reference_poses() {
    if (!has_recorded_clip()) return drawn_poses("squats");
    using enum vision::Part;
    constexpr std::pair<vision::Part, std::size_t> landmarks[] = {
        {nose, 0},           {left_eye, 2},        {right_eye, 5},   {left_ear, 7},     {right_ear, 8},
        {left_shoulder, 11}, {right_shoulder, 12}, {left_elbow, 13}, {right_elbow, 14}, {left_wrist, 15},
        {right_wrist, 16},   {left_hip, 23},       {right_hip, 24},  {left_knee, 25},   {right_knee, 26},
        {left_ankle, 27},    {right_ankle, 28},
    };
    const auto document =
        detail::json_of(recorded_media_folder() / "tfjs_pose_squats" / "pose_squats.full.json");
    std::vector<ReferencePose> frames;
    for (const auto& landmarks_of_frame : document.as_array()) {
        auto& frame = frames.emplace_back();
        for (const auto& [part, index] : landmarks) {
            frame.push_back(detail::part_at(part, landmarks_of_frame.at(index)));
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
