#include "shape/maskers.h"

#include <utility>

#include "vision/mask_rcnn_masker.h"
#include "vision/segmentation_masker.h"

namespace trainingzip::shape {
namespace {

void warm_up(const vision::PersonMasker& masker) {
    const media::Image grey(320, 240);
    masker.cut_out(grey.view(), {{100, 50, 200, 200}, 0, {}});
}

}  // namespace

std::shared_ptr<const vision::PersonMasker> load_mask_rcnn(const vision::InferenceEngine& engine,
                                                           const vision::MaskNetworkFiles& files) {
    auto masker = std::make_shared<const vision::MaskRcnnMasker>(vision::MaskNetwork(engine, files));
    warm_up(*masker);
    return masker;
}

std::shared_ptr<const vision::PersonMasker> load_segmentation(const vision::InferenceEngine& engine,
                                                              const SegmentationFiles& files) {
    auto masker = std::make_shared<const vision::SegmentationMasker>(
        vision::PersonDetector(engine.load(files.detector, "detector")),
        engine.load(files.segmentation, "segmentation"));
    warm_up(*masker);
    return masker;
}

}  // namespace trainingzip::shape
