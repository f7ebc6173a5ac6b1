#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "media/image.h"
#include "vision/box_coding.h"
#include "vision/generate_proposals.h"
#include "vision/geometry.h"
#include "vision/inference_engine.h"
#include "vision/mask_paste.h"
#include "vision/picture_planes.h"
#include "vision/roi_align.h"
#include "vision/turned_region.h"

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
    int short_side = 320;      ///< Pixels of the picture given to the network, ...
    int longest_side = 640;    ///< ... unless the other side would exceed this.
    ChannelSettings channels;  ///< Samples 0 to 255, blue first.
    /// Boxes whose right and bottom edges lie in the last pixel, not behind it, in anchors and RoIAlign.
    bool inclusive_edges = true;
    ProposalSettings proposals;  ///< Its anchors come from the file.
    RoiAlignSettings box_regions;
    RoiAlignSettings mask_regions;
    BoxDeltaWeights box_deltas{10, 10, 5, 5};
    std::size_t person_class = 1;  ///< Of the box head's K; class 0 is the background.
    float least_score = 0.05F;
    float largest_overlap = 0.3F;  ///< Between two persons.
    std::size_t limit = 100;       ///< Persons at most.
};

/// Mask R-CNN (He et al. 2017) for persons. Safe to use from several threads.
class MaskRcnn {
  public:
    /// Throws EngineError when a file is missing or does not fit the others. Must not outlive the engine.
    MaskRcnn(const InferenceEngine& engine, const MaskRcnnFiles& files, MaskRcnnSettings settings = {});

    /// The output of the backbone for one picture.
    struct BackboneFeatures {
        FeatureMap features;
        std::vector<float>
            colours;          ///< The input of the network: [3, network_height, network_width], 0 to 255.
        Outputs maps;         ///< Of the backbone, with the region proposals.
        float picture_width;  ///< Pixels of the picture, or of the part of it, as given and turned upright.
        float picture_height;
        int network_width;  ///< Pixels of the picture as the network saw it.
        int network_height;
    };
    BackboneFeatures infer(const media::ImageView& picture) const;
    /// The same for a part of the picture, turned upright as TurnedRegion says and scaled so that it has
    /// `network_size` pixels. Boxes of these features are in pixels of the picture, along the region's axes.
    BackboneFeatures infer(const media::ImageView& picture, const TurnedRegion& region,
                           PixelSize network_size) const;

    /// Persons, best first, boxes in pixels of the picture. With `near`, only this box and at most
    /// `near_limit` proposals that overlap it are classified, which is faster.
    std::vector<Detection> detect(const BackboneFeatures& features) const;
    std::vector<Detection> detect(const BackboneFeatures& features, const Box& near,
                                  std::size_t near_limit) const;

    /// The shape of the person in each box, which may but need not come from detect().
    std::vector<MaskGrid> masks(const BackboneFeatures& features, std::span<const Box> boxes) const;

  private:
    BackboneFeatures run_backbone(std::vector<float> planes, PixelSize network_size, float picture_width,
                                  float picture_height) const;
    std::vector<Detection> classify(const BackboneFeatures& features,
                                    const std::vector<Detection>& proposals) const;
    std::vector<float> pool(const BackboneFeatures& features, std::span<const Box> network_boxes,
                            const RoiAlignSettings& settings) const;

    MaskRcnnSettings settings_;
    Model backbone_;
    Model box_head_;
    Model mask_head_;
};

/// Reads the anchors of a file; with `inclusive_edges`, edges are moved behind the last pixel.
/// Throws EngineError when the file cannot be read as lines of four numbers.
std::vector<Box> read_anchors(const std::filesystem::path& path, bool inclusive_edges);

}  // namespace trainingzip::vision
