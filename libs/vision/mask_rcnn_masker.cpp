#include "vision/mask_rcnn_masker.h"

#include <utility>

namespace trainingzip::vision {
namespace {

class MaskRcnnInference : public PersonMasker::Inference {
  public:
    MaskRcnnInference(const media::ImageView& picture, const MaskRcnn& network,
                      const MaskRcnnMasker::Settings& settings, MaskRcnn::BackboneFeatures features)
        : Inference(picture, features.network_width, features.network_height),
          network_(network),
          settings_(settings),
          features_(std::move(features)) {}

    std::vector<Detection> persons() const override { return network_.detect(features_); }
    std::vector<Detection> persons_near(const Box& box) const override {
        return network_.detect(features_, box, settings_.near_limit);
    }

    std::vector<Plane> masks(std::span<const Box> boxes) const override {
        std::vector<Plane> drawn;
        for (const MaskGrid& grid : network_.masks(features_, boxes)) {
            draw_person(features_, grid, settings_.edges, drawn.emplace_back());
        }
        return drawn;
    }

  private:
    const MaskRcnn& network_;
    const MaskRcnnMasker::Settings& settings_;
    MaskRcnn::BackboneFeatures features_;
};

}  // namespace

std::unique_ptr<PersonMasker::Inference> MaskRcnnMasker::infer(const media::ImageView& picture) const {
    return std::make_unique<MaskRcnnInference>(picture, network_, settings_, network_.infer(picture));
}

}  // namespace trainingzip::vision
