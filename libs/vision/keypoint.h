#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "vision/geometry.h"

namespace trainingzip::vision {

/// The 17 keypoints of COCO (Lin et al., 2014), in its order. Left and right are those of the person.
/// Unscoped: a part is the index of a pose.
enum Part : unsigned char {
    nose,
    left_eye,
    right_eye,
    left_ear,
    right_ear,
    left_shoulder,
    right_shoulder,
    left_elbow,
    right_elbow,
    left_wrist,
    right_wrist,
    left_hip,
    right_hip,
    left_knee,
    right_knee,
    left_ankle,
    right_ankle,
};
inline constexpr std::size_t part_count = 17;

/// Names as the HTTP contract spells them.
inline constexpr std::array<std::string_view, part_count> part_names = {
    "nose",           "left_eye",   "right_eye",   "left_ear",   "right_ear",   "left_shoulder",
    "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hip",
    "right_hip",      "left_knee",  "right_knee",  "left_ankle", "right_ankle",
};

struct Keypoint {
    Point position;   ///< Pixels of the video.
    float score = 0;  ///< 0 to 1; 0 where there is no person.
};

/// One person in one frame, indexed by Part.
using Pose = std::array<Keypoint, part_count>;

inline const Keypoint& at(const Pose& pose, Part part) {
    return pose[static_cast<std::size_t>(part)];
}

/// Where the pose of a frame comes from.
enum class PoseOrigin : std::uint8_t {
    inferred,      ///< From the frame; scores of 0 say that nobody was seen.
    not_inferred,  ///< The frame lies between two whose poses were inferred, and so does the pose.
    unseen,        ///< Nobody was seen for a moment; the pose lies between those before and after.
};

/// Pose of one frame of a video.
struct TimedPose {
    double time_seconds = 0;
    Pose pose;
    PoseOrigin origin = PoseOrigin::inferred;

    bool is_interpolated() const { return origin != PoseOrigin::inferred; }
};

}  // namespace trainingzip::vision
