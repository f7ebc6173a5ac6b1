#pragma once

#include <filesystem>
#include <vector>

#include "vision/box_coding.h"
#include "vision/generate_proposals.h"
#include "vision/inference_engine.h"
#include "vision/mask_network.h"

namespace trainingzip::vision {

/// The three graphs of a Mask R-CNN that is cut where proposals and regions of interest are made.
struct MaskRcnnFiles {
    std::filesystem::path backbone;  ///< [1,3,H,W] → features [1,C,h,w], scores [1,A,h,w], deltas [1,4A,h,w].
    std::filesystem::path box_head;   ///< [N,C,s,s] → class probabilities [N,K], deltas [N,4K].
    std::filesystem::path mask_head;  ///< [N,C,m,m] → mask probabilities [N,K,M,M].
    std::filesystem::path anchors;    ///< Text, one anchor a line: left, top, right, bottom.

    /// The files `<precision>_backbone_rpn.onnx` and so on, and anchors.txt, of a folder.
    static MaskRcnnFiles in_folder(const std::filesystem::path& folder, const std::string& precision);
};

/// How the network was trained. The defaults are those of MaskRCNN2Go (Facebook, 2018).
struct MaskRcnnSettings {
    MaskNetworkSettings network;
    ProposalSettings proposals;  ///< Its anchors come from the file.
    RoiAlignSettings box_regions;
    BoxDeltaWeights box_deltas{10, 10, 5, 5};
    float least_score = 0.05F;
    float largest_overlap = 0.3F;  ///< Between two persons.
    std::size_t limit = 100;       ///< Persons at most.
};

/// The whole of a Mask R-CNN, which finds persons by itself. Safe to use from several threads.
class MaskRcnn : public MaskNetwork {
  public:
    /// Throws EngineError when a file is missing or does not fit the others. Must not outlive the engine.
    MaskRcnn(const InferenceEngine& engine, const MaskRcnnFiles& files, MaskRcnnSettings settings = {});

    /// Persons, best first, boxes in pixels of the picture.
    std::vector<Detection> detect(const BackboneFeatures& features) const;

  private:
    std::vector<Detection> classify(const BackboneFeatures& features,
                                    const std::vector<Detection>& proposals) const;

    MaskRcnnSettings settings_;
    Model box_head_;
};

/// Reads the anchors of a file; with `inclusive_edges`, edges are moved behind the last pixel.
/// Throws EngineError when the file cannot be read as lines of four numbers.
std::vector<Box> read_anchors(const std::filesystem::path& path, bool inclusive_edges);

}  // namespace trainingzip::vision
