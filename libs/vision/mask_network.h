#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "media/image.h"
#include "vision/geometry.h"
#include "vision/inference_engine.h"
#include "vision/mask_paste.h"
#include "vision/picture_planes.h"
#include "vision/roi_align.h"
#include "vision/turned_region.h"

namespace trainingzip::vision {

/// The graphs of a Mask R-CNN that draw the shape of somebody whose box is known.
struct MaskNetworkFiles {
    std::filesystem::path backbone;   ///< [1,3,H,W] → features [1,C,h,w], and maybe more outputs.
    std::filesystem::path mask_head;  ///< [N,C,m,m] → mask probabilities [N,K,M,M].

    /// The files `<precision>_backbone.onnx` and `<precision>_mask_head.onnx` of a folder.
    static MaskNetworkFiles in_folder(const std::filesystem::path& folder, const std::string& precision);
};

/// How the network was trained. The defaults are those of MaskRCNN2Go (Facebook, 2018).
struct MaskNetworkSettings {
    int short_side = 320;      ///< Pixels of the picture given to the network, ...
    int longest_side = 640;    ///< ... unless the other side would exceed this.
    ChannelSettings channels;  ///< Samples 0 to 255, blue first.
    /// Boxes whose right and bottom edges lie in the last pixel, not behind it, in anchors and RoIAlign.
    bool inclusive_edges = true;
    RoiAlignSettings mask_regions;
    std::size_t person_class = 1;  ///< Of the K of the heads; class 0 is the background.
};

/// The output of the backbone for one picture, or a part of one.
struct BackboneFeatures {
    FeatureMap features;
    std::vector<float> colours;   ///< The input of the network: [3, network_height, network_width], 0 to 255.
    std::optional<Outputs> maps;  ///< Of the backbone.
    float picture_width;  ///< Pixels of the picture, or of the part of it, as given and turned upright.
    float picture_height;
    int network_width;  ///< Pixels of the picture as the network saw it.
    int network_height;
};

/// The backbone and the mask head of Mask R-CNN (He et al. 2017), for persons. Safe to use from several
/// threads.
class MaskNetwork {
  public:
    /// Throws EngineError when a file is missing or does not fit, or the backbone has fewer outputs. Must not
    /// outlive the engine.
    MaskNetwork(const InferenceEngine& engine, const MaskNetworkFiles& files,
                MaskNetworkSettings settings = {}, std::size_t backbone_outputs = 1);

    /// Plans pictures of this network size, see Model::prepare().
    void prepare(PixelSize network_size) const;

    BackboneFeatures infer(const media::ImageView& picture) const;
    /// The same for a part of the picture, turned upright as TurnedRegion says and scaled so that it has
    /// `network_size` pixels. Boxes of these features are in pixels of the picture, along the region's axes.
    BackboneFeatures infer(const media::ImageView& picture, const TurnedRegion& region,
                           PixelSize network_size) const;

    /// The shape of the person in each box, in pixels of the picture.
    std::vector<MaskGrid> masks(const BackboneFeatures& features, std::span<const Box> boxes) const;

    /// What a head is given of each box, in pixels of the network: [N, C, size, size].
    std::vector<float> pool(const BackboneFeatures& features, std::span<const Box> network_boxes,
                            const RoiAlignSettings& settings) const;

    const MaskNetworkSettings& settings() const { return settings_; }

  private:
    BackboneFeatures run_backbone(std::vector<float> planes, PixelSize network_size, float picture_width,
                                  float picture_height) const;

    MaskNetworkSettings settings_;
    Model backbone_;
    Model mask_head_;
};

/// A box in pixels of the picture in those of the network, and back.
Box to_network(const Box& box, const BackboneFeatures& features);
Box to_picture(const Box& box, const BackboneFeatures& features);

/// Throws EngineError unless the model has one input and at least and at most so many outputs.
void require_ports(const Model& model, std::size_t least_outputs, std::size_t most_outputs,
                   const std::filesystem::path& path);

}  // namespace trainingzip::vision
