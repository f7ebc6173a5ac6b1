#pragma once

#include "media/image.h"
#include "vision/keypoint.h"
#include "vision/pose_estimator.h"

namespace trainingzip::vision {

/// A pose with the turn that it was estimated with.
struct TurnedPose {
    Pose pose;
    int quarter_turns = 0;
};

/// Whether the body cannot well be turned in another way: the pose is confident, and its trunk goes the way
/// of the crop. (Networks often find the trunk of a body that lies across, but not its limbs.)
bool has_certain_turn(const TurnedPose& turned);

/// Whether another reading of the same person is so much more confident that it is to be believed.
bool is_clearly_better(const Pose& other, const Pose& known);

/// Unless has_certain_turn(), estimates with other turns too: with the one that the trunk shows where the
/// pose is confident, otherwise with all, because networks are trained on upright people and put the knees on
/// the arms of others. The most confident pose counts: on all fours that is often the upright one.
TurnedPose improve_turn(const PoseEstimator& estimator, const media::ImageView& picture, const Box& box,
                        const TurnedPose& known);

}  // namespace trainingzip::vision
