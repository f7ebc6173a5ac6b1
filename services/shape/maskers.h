#pragma once

#include <filesystem>
#include <memory>

#include "vision/mask_rcnn.h"
#include "vision/person_masker.h"

namespace trainingzip::shape {

/// Where the networks are that take the place of Mask R-CNN.
struct SegmentationFiles {
    std::filesystem::path detector;
    std::filesystem::path segmentation;
};

/// Load the networks and run each once, which prepares memory and, on a GPU, kernels. What they return must
/// not outlive the engine. Throw vision::EngineError.
std::shared_ptr<const vision::PersonMasker> load_mask_rcnn(const vision::InferenceEngine& engine,
                                                           const vision::MaskRcnnFiles& files);
std::shared_ptr<const vision::PersonMasker> load_segmentation(const vision::InferenceEngine& engine,
                                                              const SegmentationFiles& files);

}  // namespace trainingzip::shape
