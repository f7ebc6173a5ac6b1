#include "score/test_tracks.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

#include "media/test_media.h"

namespace trainingzip::score::test {
namespace {

constexpr double radians = std::numbers::pi / 180;

JointPosition moved(const JointPosition& from, double degrees, double length) {
    return {from.x + length * std::cos(degrees * radians), from.y + length * std::sin(degrees * radians),
            0.9};
}

using Projection = std::function<std::pair<double, double>(double, double, double)>;

using trainingzip::test::drawn_media_folder;
using trainingzip::test::has_recorded_clip;
using trainingzip::test::recorded_media_folder;

boost::json::value json_of(const std::filesystem::path& name) {
    std::ifstream file(name);
    if (!file) throw std::runtime_error("no " + name.string());
    return boost::json::parse(std::string{std::istreambuf_iterator<char>(file), {}});
}

/// The joint at a point of two or three coordinates.
JointPosition joint_at(const boost::json::value& point, const Projection& projection) {
    const auto number = [&](std::size_t i) {
        return i < point.as_array().size() ? point.at(i).to_number<double>() : 0.0;
    };
    const auto [x, y] = projection(number(0), number(1), number(2));
    return {x, y, 0.9};
}

/// Poses at five frames a second.
Track five_a_second(const std::vector<Pose>& poses) {
    Track track;
    for (const Pose& pose : poses) track.push_back({static_cast<double>(track.size()) * 0.2, pose});
    return track;
}

/// BlazePose landmarks (33 a frame, five frames a second) as COCO joints.
Track landmarks(const std::string& name, const Projection& projection) {
    constexpr std::array<int, joint_count> landmark_of_joint = {0,  2,  5,  7,  8,  11, 12, 13, 14,
                                                                15, 16, 23, 24, 25, 26, 27, 28};
    const auto frames = json_of(recorded_media_folder() / "tfjs_pose_squats" / name);
    std::vector<Pose> poses;
    for (const auto& frame : frames.as_array()) {
        Pose& pose = poses.emplace_back();
        for (int joint = 0; joint < joint_count; ++joint) {
            const auto& landmark = frame.at(static_cast<std::size_t>(landmark_of_joint[joint]));
            pose[joint] = joint_at(landmark, projection);
        }
    }
    return five_a_second(poses);
}

/// The drawn squats: their "joints" in pixels or "world" in metres.
Track drawn_squats(const char* kind, const Projection& projection) {
    const auto clip = json_of(drawn_media_folder() / "drawn" / "squats.json");
    std::vector<Pose> poses;
    for (const auto& frame : clip.at(kind).as_array()) {
        Pose& pose = poses.emplace_back();
        for (int joint = 0; joint < joint_count; ++joint) {
            pose[joint] = joint_at(frame.at(static_cast<std::size_t>(joint)), projection);
        }
    }
    return five_a_second(poses);
}

}  // namespace

Pose drawn(const Figure& figure, double x, double y, double size) {
    Pose pose;
    const JointPosition hips{x, y, 0.9};
    const auto neck = moved(hips, figure.trunk, size);
    pose[left_hip] = moved(hips, 0, 0.25 * size);
    pose[right_hip] = moved(hips, 180, 0.25 * size);
    pose[left_shoulder] = moved(neck, 0, figure.shoulder_width / 2 * size);
    pose[right_shoulder] = moved(neck, 180, figure.shoulder_width / 2 * size);
    pose[left_elbow] = moved(pose[left_shoulder], figure.left_upper_arm, figure.arm_length * size);
    pose[right_elbow] = moved(pose[right_shoulder], figure.right_upper_arm, figure.arm_length * size);
    pose[left_wrist] = moved(pose[left_elbow], figure.left_forearm, figure.arm_length * size);
    pose[right_wrist] = moved(pose[right_elbow], figure.right_forearm, figure.arm_length * size);
    pose[left_knee] = moved(pose[left_hip], figure.left_thigh, figure.leg_length * size);
    pose[right_knee] = moved(pose[right_hip], figure.right_thigh, figure.leg_length * size);
    pose[left_ankle] = moved(pose[left_knee], figure.left_shin, figure.leg_length * size);
    pose[right_ankle] = moved(pose[right_knee], figure.right_shin, figure.leg_length * size);
    for (const int joint : {nose, left_eye, right_eye, left_ear, right_ear}) {
        pose[joint] = moved(neck, figure.trunk, 0.4 * size);
    }
    return pose;
}

Figure dance(double time) {
    auto wave = [time](double period, double phase) {
        return std::sin(2 * std::numbers::pi * (time / period + phase));
    };
    Figure figure;
    figure.left_upper_arm = 30 + 60 * wave(2.9, 0.1);
    figure.left_forearm = figure.left_upper_arm - 40 + 40 * wave(2.3, 0.4);
    figure.right_upper_arm = 150 - 60 * wave(3.7, 0.6);
    figure.right_forearm = figure.right_upper_arm + 40 - 40 * wave(3.1, 0.2);
    figure.left_thigh = 75 + 18 * wave(4.1, 0);
    figure.right_thigh = 105 - 18 * wave(4.7, 0.3);
    figure.left_shin = 95 + 12 * wave(4.1, 0.5);
    figure.right_shin = 85 - 12 * wave(4.7, 0.8);
    figure.trunk = -90 + 10 * wave(5.3, 0.7);
    return figure;
}

Figure other_dance(double time) {
    Figure figure = dance(3 + 0.77 * time);
    std::swap(figure.left_upper_arm, figure.right_upper_arm);
    std::swap(figure.left_forearm, figure.right_forearm);
    figure.left_upper_arm = 180 - figure.left_upper_arm;
    figure.right_upper_arm = 180 - figure.right_upper_arm;
    figure.left_forearm = 180 - figure.left_forearm;
    figure.right_forearm = 180 - figure.right_forearm;
    return figure;
}

Track sampled(const std::function<Figure(double)>& movement, double seconds, double frames_per_second) {
    Track track;
    const int count = static_cast<int>(seconds * frames_per_second);
    for (int i = 0; i < count; ++i) {
        const double time = i / frames_per_second;
        track.push_back({time, drawn(movement(time))});
    }
    return track;
}

Track squats() {
    const auto as_it_is = [](double x, double y, double) { return std::pair(x, y); };
    return has_recorded_clip() ? landmarks("pose_squats.full.json", as_it_is)
                               : drawn_squats("joints", as_it_is);
}

Track squats_seen_from(double degrees) {
    const double cosine = std::cos(degrees * radians);
    const double sine = std::sin(degrees * radians);
    const auto projection = [=](double x, double y, double z) {
        return std::pair(320 + 200 * (cosine * x + sine * z), 240 + 200 * y);
    };
    if (has_recorded_clip()) return landmarks("pose_squats_3d.full.json", projection);
    // BlazePose counts downwards and away from the camera.
    return drawn_squats("world", [=](double x, double y, double z) { return projection(x, -y, -z); });
}

Track resampled(const Track& track, double frames_per_second) {
    Track result;
    const int count = static_cast<int>(track.back().time * frames_per_second) + 1;
    for (int i = 0; i < count; ++i) {
        const double time = i / frames_per_second;
        auto after =
            std::find_if(track.begin(), track.end(), [time](const auto& one) { return one.time > time; });
        if (after == track.end()) after = track.end() - 1;
        const auto before = after == track.begin() ? after : after - 1;
        const double gap = after->time - before->time;
        const double fraction = gap > 0 ? std::clamp((time - before->time) / gap, 0.0, 1.0) : 0;
        TimedPose pose = *before;
        pose.time = time;
        for (int joint = 0; joint < joint_count; ++joint) {
            pose.pose[joint].x += fraction * (after->pose[joint].x - before->pose[joint].x);
            pose.pose[joint].y += fraction * (after->pose[joint].y - before->pose[joint].y);
        }
        result.push_back(pose);
    }
    return result;
}

Track changed(Track track, const std::function<void(TimedPose&)>& change) {
    for (auto& pose : track) change(pose);
    return track;
}

Track delayed(const Track& track, double seconds, double frames_per_second) {
    const auto late = changed(track, [&](TimedPose& pose) { pose.time += seconds; });
    return resampled(late, frames_per_second);
}

Track noisy(Track track, double pixels, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(0, pixels);
    for (auto& pose : track) {
        for (auto& joint : pose.pose) {
            joint.x += normal(random);
            joint.y += normal(random);
        }
    }
    return track;
}

Track distorted(const Track& track, double degrees, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> size(0.8, 1.2);
    constexpr std::array<std::array<Joint, 3>, 4> chains{{{left_shoulder, left_elbow, left_wrist},
                                                          {right_shoulder, right_elbow, right_wrist},
                                                          {left_hip, left_knee, left_ankle},
                                                          {right_hip, right_knee, right_ankle}}};
    constexpr int bones = 8;
    std::vector<double> angles;
    angles.reserve(bones);
    for (int bone = 0; bone < bones; ++bone) {
        angles.push_back(degrees * size(random) * (random() % 2 == 0 ? 1 : -1) * radians);
    }
    return changed(track, [&](TimedPose& timed) {
        const Pose before = timed.pose;
        std::size_t bone = 0;
        for (const auto& chain : chains) {
            for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
                const double angle = angles[bone++];
                const double x = before[chain[i + 1]].x - before[chain[i]].x;
                const double y = before[chain[i + 1]].y - before[chain[i]].y;
                auto& end = timed.pose[chain[i + 1]];
                end.x = timed.pose[chain[i]].x + x * std::cos(angle) - y * std::sin(angle);
                end.y = timed.pose[chain[i]].y + x * std::sin(angle) + y * std::cos(angle);
            }
        }
    });
}

double Outcome::live_mean() const {
    double sum = 0;
    int count = 0;
    for (const auto& reading : readings) {
        if (!reading.score) continue;
        sum += *reading.score;
        ++count;
    }
    return count > 0 ? sum / count : -1;
}

double Outcome::live_highest() const {
    double highest = -1;
    for (const auto& reading : readings) highest = std::max(highest, reading.score.value_or(-1));
    return highest;
}

double Outcome::live_lowest_after(double time) const {
    double lowest = 101;
    for (const auto& reading : readings) {
        if (reading.time > time) lowest = std::min(lowest, reading.score.value_or(-1));
    }
    return lowest;
}

Outcome play(const Track& trainer, const Track& trainee, bool mirror) {
    const TrainerTrack track(trainer);
    ScoringSession session(track, {.mirror = mirror});
    Outcome outcome;
    for (const auto& pose : trainee) outcome.readings.push_back(session.observe(pose.time, pose.pose, {}));
    outcome.summary = session.summary();
    return outcome;
}

double score_of(const Track& trainer, const Track& trainee, bool mirror) {
    return play(trainer, trainee, mirror).summary.score.value_or(-1);
}

}  // namespace trainingzip::score::test
