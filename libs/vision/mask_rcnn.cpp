#include "vision/mask_rcnn.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

namespace trainingzip::vision {
namespace {

PixelSize network_size(const media::ImageView& picture, const MaskRcnnSettings& settings) {
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

Box to_network(const Box& box, const MaskRcnn::BackboneFeatures& features) {
    return scaled(box, static_cast<float>(features.network_width) / features.picture_width,
                  static_cast<float>(features.network_height) / features.picture_height);
}

Box to_picture(const Box& box, const MaskRcnn::BackboneFeatures& features) {
    return scaled(box, features.picture_width / static_cast<float>(features.network_width),
                  features.picture_height / static_cast<float>(features.network_height));
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

ProposalMaps proposal_maps(const MaskRcnn::BackboneFeatures& features, const TensorView& scores,
                           const TensorView& deltas) {
    return {scores.values,          deltas.values,          features.features.rows, features.features.columns,
            features.network_width, features.network_height};
}

void require_ports(const Model& model, std::size_t outputs, const std::filesystem::path& path) {
    if (model.inputs().size() != 1 || model.outputs().size() != outputs) {
        throw EngineError("the model " + path.string() + " is not the part of a Mask R-CNN it should be");
    }
}

}  // namespace

MaskRcnnFiles MaskRcnnFiles::in_folder(const std::filesystem::path& folder, const std::string& precision) {
    return {folder / (precision + "_backbone_rpn.onnx"), folder / (precision + "_box_head.onnx"),
            folder / (precision + "_mask_head.onnx"), folder / "anchors.txt"};
}

std::vector<Box> read_anchors(const std::filesystem::path& path, bool inclusive_edges) {
    std::ifstream file(path);
    std::vector<Box> anchors;
    for (std::string line; std::getline(file, line);) {
        std::istringstream numbers(line);
        Box box;
        if (!(numbers >> box.left >> box.top >> box.right >> box.bottom)) {
            throw EngineError("the anchors in " + path.string() + " are not lines of four numbers");
        }
        if (inclusive_edges) {
            box.right += 1;
            box.bottom += 1;
        }
        anchors.push_back(box);
    }
    if (anchors.empty()) throw EngineError("no anchors in " + path.string());
    return anchors;
}

MaskRcnn::MaskRcnn(const InferenceEngine& engine, const MaskRcnnFiles& files, MaskRcnnSettings settings)
    : settings_(std::move(settings)),
      backbone_(engine.load(files.backbone, "backbone")),
      box_head_(engine.load(files.box_head, "box_head")),
      mask_head_(engine.load(files.mask_head, "mask_head")) {
    require_ports(backbone_, 3, files.backbone);
    require_ports(box_head_, 2, files.box_head);
    require_ports(mask_head_, 1, files.mask_head);
    settings_.proposals.anchors = read_anchors(files.anchors, settings_.inclusive_edges);
}

MaskRcnn::BackboneFeatures MaskRcnn::infer(const media::ImageView& picture) const {
    const PixelSize size = network_size(picture, settings_);
    std::vector<float> planes;
    resize_to_planes(picture, size.width, size.height, settings_.channels, planes);
    return run_backbone(std::move(planes), size, static_cast<float>(picture.width),
                        static_cast<float>(picture.height));
}

MaskRcnn::BackboneFeatures MaskRcnn::infer(const media::ImageView& picture, const TurnedRegion& region,
                                           PixelSize network_size) const {
    std::vector<float> planes;
    crop_to_planes(picture, region, network_size, settings_.channels, planes);
    return run_backbone(std::move(planes), network_size, region.width(), region.height());
}

MaskRcnn::BackboneFeatures MaskRcnn::run_backbone(std::vector<float> planes, PixelSize size,
                                                  float picture_width, float picture_height) const {
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

std::vector<Detection> MaskRcnn::detect(const BackboneFeatures& features) const {
    const ProposalMaps maps = proposal_maps(features, features.maps.view(1), features.maps.view(2));
    return classify(features, generate_proposals(maps, settings_.proposals));
}

std::vector<Detection> MaskRcnn::detect(const BackboneFeatures& features, const Box& near,
                                        std::size_t near_limit) const {
    constexpr float least_overlap = 0.2F;
    const ProposalMaps maps = proposal_maps(features, features.maps.view(1), features.maps.view(2));
    ProposalSettings settings = settings_.proposals;
    settings.limit = std::min(settings.limit, near_limit);
    return classify(features, generate_proposals(maps, settings, to_network(near, features), least_overlap));
}

std::vector<float> MaskRcnn::pool(const BackboneFeatures& features, std::span<const Box> network_boxes,
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

std::vector<Detection> MaskRcnn::classify(const BackboneFeatures& features,
                                          const std::vector<Detection>& proposals) const {
    if (proposals.empty()) return {};
    std::vector<Box> boxes;
    boxes.reserve(proposals.size());
    for (const Detection& proposal : proposals) boxes.push_back(proposal.box);
    const std::vector<float> pooled = pool(features, boxes, settings_.box_regions);
    const int size = settings_.box_regions.size;
    const TensorView input{pooled,
                           {static_cast<std::int64_t>(boxes.size()), features.features.channels, size, size}};
    const Outputs outputs = box_head_.run({&input, 1});
    const TensorView scores = outputs.view(0);
    const TensorView deltas = outputs.view(1);
    const auto classes = static_cast<std::size_t>(scores.shape.at(1));

    std::vector<Detection> persons;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const float score = scores.values[i * classes + settings_.person_class];
        if (score <= settings_.least_score) continue;
        const float* delta = deltas.values.data() + (i * classes + settings_.person_class) * 4;
        const Box box = decode_box(boxes[i], {delta[0], delta[1], delta[2], delta[3]}, settings_.box_deltas);
        persons.push_back({clip_box(box, features.network_width, features.network_height), score});
    }
    std::vector<Detection> kept;
    for (const std::size_t index : suppress_non_maxima(persons, settings_.largest_overlap, settings_.limit)) {
        kept.push_back({to_picture(persons[index].box, features), persons[index].score});
    }
    return kept;
}

std::vector<MaskGrid> MaskRcnn::masks(const BackboneFeatures& features, std::span<const Box> boxes) const {
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
