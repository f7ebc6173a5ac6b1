#pragma once

#include <filesystem>
#include <memory>

#include "vision/mask_network.h"
#include "vision/person_masker.h"

namespace trainingzip::shape {

/// The model files of the networks that stand in for Mask R-CNN.
struct SegmentationFiles {
    std::filesystem::path detector;
    std::filesystem::path segmentation;
};

/// Load the networks and run each once as a warm-up, which allocates memory and, on a GPU, compiles kernels.
/// The result must not outlive the engine. Throw vision::EngineError.
std::shared_ptr<const vision::PersonMasker> load_mask_rcnn(const vision::InferenceEngine& engine,
                                                           const vision::MaskNetworkFiles& files);
std::shared_ptr<const vision::PersonMasker> load_segmentation(const vision::InferenceEngine& engine,
                                                              const SegmentationFiles& files);

}  // namespace trainingzip::shape
