#include "vision/mask_network.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace trainingzip::vision {
namespace {

PixelSize network_size(const media::ImageView& picture, const MaskNetworkSettings& settings) {
    const int shorter = std::min(picture.width, picture.height);
    const int longer = std::max(picture.width, picture.height);
    double scale = static_cast<double>(settings.short_side) / shorter;
    if (std::lround(scale * longer) > settings.longest_side) {
        scale = static_cast<double>(settings.longest_side) / longer;
    }
    return {std::max(1, static_cast<int>(std::lround(picture.width * scale))),
            std::max(1, static_cast<int>(std::lround(picture.height * scale)))};
}

Box scaled(const Box& box, float across, float down) {
    return {box.left * across, box.top * down, box.right * across, box.bottom * down};
}

/// Samples 0 to 255 from what the network was given.
void undo_channel_settings(const ChannelSettings& channels, std::vector<float>& planes) {
    const std::size_t count = planes.size() / 3;
    for (std::size_t plane = 0; plane < 3; ++plane) {
        const float mean = channels.mean[plane];
        const float scale = channels.scale[plane];
        if (mean == 0 && scale == 1) continue;
        float* samples = planes.data() + plane * count;
        for (std::size_t i = 0; i < count; ++i) samples[i] = samples[i] / scale + mean;
    }
}

}  // namespace

Box to_network(const Box& box, const BackboneFeatures& features) {
    return scaled(box, static_cast<float>(features.network_width) / features.picture_width,
                  static_cast<float>(features.network_height) / features.picture_height);
}

Box to_picture(const Box& box, const BackboneFeatures& features) {
    return scaled(box, features.picture_width / static_cast<float>(features.network_width),
                  features.picture_height / static_cast<float>(features.network_height));
}

void require_ports(const Model& model, std::size_t least_outputs, std::size_t most_outputs,
                   const std::filesystem::path& path) {
    const std::size_t outputs = model.outputs().size();
    if (model.inputs().size() != 1 || outputs < least_outputs || outputs > most_outputs) {
        throw EngineError("the model " + path.string() + " is not the part of a Mask R-CNN it should be");
    }
}

MaskNetworkFiles MaskNetworkFiles::in_folder(const std::filesystem::path& folder,
                                             const std::string& precision) {
    return {folder / (precision + "_backbone.onnx"), folder / (precision + "_mask_head.onnx")};
}

MaskNetwork::MaskNetwork(const InferenceEngine& engine, const MaskNetworkFiles& files,
                         MaskNetworkSettings settings, std::size_t backbone_outputs)
    : settings_(settings),
      backbone_(engine.load(files.backbone, "backbone")),
      mask_head_(engine.load(files.mask_head, "mask_head")) {
    constexpr std::size_t with_proposals = 3;
    require_ports(backbone_, backbone_outputs, with_proposals, files.backbone);
    require_ports(mask_head_, 1, 1, files.mask_head);
    const auto& regions = mask_head_.inputs().front().shape;
    if (regions.size() == 4 && regions[1] > 0)
        mask_head_.prepare({1, regions[1], settings_.mask_regions.size, settings_.mask_regions.size});
}

void MaskNetwork::prepare(PixelSize size) const {
    backbone_.prepare({1, 3, size.height, size.width});
}

BackboneFeatures MaskNetwork::infer(const media::ImageView& picture) const {
    const PixelSize size = network_size(picture, settings_);
    std::vector<float> planes;
    resize_to_planes(picture, size.width, size.height, settings_.channels, planes);
    return run_backbone(std::move(planes), size, static_cast<float>(picture.width),
                        static_cast<float>(picture.height));
}

BackboneFeatures MaskNetwork::infer(const media::ImageView& picture, const TurnedRegion& region,
                                    PixelSize network_size) const {
    std::vector<float> planes;
    crop_to_planes(picture, region, network_size, settings_.channels, planes);
    return run_backbone(std::move(planes), network_size, region.width(), region.height());
}

BackboneFeatures MaskNetwork::run_backbone(std::vector<float> planes, PixelSize size, float picture_width,
                                           float picture_height) const {
    const TensorView input{planes, {1, 3, size.height, size.width}};
    Outputs outputs = backbone_.run({&input, 1});
    const TensorView features = outputs.view(0);
    FeatureMap map = FeatureMap::from_planes(features.values, static_cast<int>(features.shape.at(1)),
                                             static_cast<int>(features.shape.at(2)),
                                             static_cast<int>(features.shape.at(3)));
    undo_channel_settings(settings_.channels, planes);
    return {std::move(map), std::move(planes), std::move(outputs), picture_width,
            picture_height, size.width,        size.height};
}

std::vector<float> MaskNetwork::pool(const BackboneFeatures& features, std::span<const Box> network_boxes,
                                     const RoiAlignSettings& settings) const {
    std::vector<Box> boxes(network_boxes.begin(), network_boxes.end());
    if (settings_.inclusive_edges) {
        for (Box& box : boxes) {
            box.right -= 1;
            box.bottom -= 1;
        }
    }
    std::vector<float> pooled(boxes.size() * static_cast<std::size_t>(features.features.channels) *
                              static_cast<std::size_t>(settings.size) *
                              static_cast<std::size_t>(settings.size));
    roi_align(features.features, boxes, settings, pooled);
    return pooled;
}

std::vector<MaskGrid> MaskNetwork::masks(const BackboneFeatures& features, std::span<const Box> boxes) const {
    if (boxes.empty()) return {};
    std::vector<Box> network_boxes;
    network_boxes.reserve(boxes.size());
    for (const Box& box : boxes) network_boxes.push_back(to_network(box, features));
    const std::vector<float> pooled = pool(features, network_boxes, settings_.mask_regions);
    const int pooled_size = settings_.mask_regions.size;
    const TensorView input{
        pooled,
        {static_cast<std::int64_t>(boxes.size()), features.features.channels, pooled_size, pooled_size}};
    const Outputs outputs = mask_head_.run({&input, 1});
    const TensorView probabilities = outputs.view(0);
    const auto classes = static_cast<std::size_t>(probabilities.shape.at(1));
    const auto side = static_cast<std::size_t>(probabilities.shape.at(2));
    std::vector<MaskGrid> grids;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto grid =
            probabilities.values.subspan((i * classes + settings_.person_class) * side * side, side * side);
        grids.push_back({static_cast<int>(side), {grid.begin(), grid.end()}, boxes[i]});
    }
    return grids;
}

}  // namespace trainingzip::vision
