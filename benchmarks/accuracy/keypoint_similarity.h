#pragma once

#include "accuracy/coco_dataset.h"
#include "vision/keypoint.h"

namespace trainingzip::accuracy {

/// Object keypoint similarity of COCO: for each marked keypoint exp(-d² / (2 · area · k²)), k being twice the
/// spread of what people mark for this part; the mean of it. For a person without marked keypoints d is the
/// distance to the box of twice the size, over all parts.
double object_keypoint_similarity(const vision::Pose& found, const MarkedPerson& person);

}  // namespace trainingzip::accuracy
