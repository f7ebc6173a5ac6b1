#include "vision/mask_rcnn.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

namespace trainingzip::vision {
namespace {

ProposalMaps proposal_maps(const BackboneFeatures& features, const TensorView& scores,
                           const TensorView& deltas) {
    return {scores.values,          deltas.values,          features.features.rows, features.features.columns,
            features.network_width, features.network_height};
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
    : MaskNetwork(engine, {files.backbone, files.mask_head}, settings.network, 3),
      settings_(std::move(settings)),
      box_head_(engine.load(files.box_head, "box_head")) {
    require_ports(box_head_, 2, 2, files.box_head);
    settings_.proposals.anchors = read_anchors(files.anchors, settings_.network.inclusive_edges);
}

std::vector<Detection> MaskRcnn::detect(const BackboneFeatures& features) const {
    const ProposalMaps maps = proposal_maps(features, features.maps.view(1), features.maps.view(2));
    return classify(features, generate_proposals(maps, settings_.proposals));
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
        const float score = scores.values[i * classes + settings_.network.person_class];
        if (score <= settings_.least_score) continue;
        const float* delta = deltas.values.data() + (i * classes + settings_.network.person_class) * 4;
        const Box box = decode_box(boxes[i], {delta[0], delta[1], delta[2], delta[3]}, settings_.box_deltas);
        persons.push_back({clip_box(box, features.network_width, features.network_height), score});
    }
    std::vector<Detection> kept;
    for (const std::size_t index : suppress_non_maxima(persons, settings_.largest_overlap, settings_.limit)) {
        kept.push_back({to_picture(persons[index].box, features), persons[index].score});
    }
    return kept;
}

}  // namespace trainingzip::vision
