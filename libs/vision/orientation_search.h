#pragma once

#include "media/image.h"
#include "vision/keypoint.h"
#include "vision/pose_estimator.h"

namespace trainingzip::vision {

/// A pose with the orientation in which the network saw the body.
struct OrientedPose {
    Pose pose;
    int quarter_turns = 0;  ///< See quarter_turns_of().
};

/// Whether no other orientation needs to be tried: the pose is confident, and its trunk points up in the
/// crop. (Networks often find the trunk of a lying body, but not its limbs.)
bool has_certain_orientation(const OrientedPose& known);

/// Whether another pose of the same person is so much more confident that it replaces the known one.
bool is_clearly_better(const Pose& other, const Pose& known);

/// Returns the most confident pose of several orientations, `known` where has_certain_orientation(). Tries
/// the one that the trunk indicates where the pose is confident, otherwise all: networks are trained on
/// upright people. On all fours the upright one often wins although the trunk lies.
OrientedPose search_orientation(const PoseEstimator& estimator, const media::ImageView& picture,
                                const Box& box, const OrientedPose& known);

}  // namespace trainingzip::vision
