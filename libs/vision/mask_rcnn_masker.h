#pragma once

#include "vision/mask_rcnn.h"
#include "vision/person_drawing.h"
#include "vision/person_masker.h"

namespace trainingzip::vision {

/// Mask R-CNN, its masks drawn with the edges of the picture.
class MaskRcnnMasker : public PersonMasker {
  public:
    struct Settings {
        std::size_t near_limit = 20;  ///< Proposals looked at around a box.
        EdgeSettings edges;
    };

    explicit MaskRcnnMasker(MaskRcnn network) : MaskRcnnMasker(std::move(network), Settings{}) {}
    MaskRcnnMasker(MaskRcnn network, const Settings& settings)
        : network_(std::move(network)), settings_(settings) {}

    float sure_score() const override { return 0.6F; }
    std::unique_ptr<Inference> infer(const media::ImageView& picture) const override;

  private:
    MaskRcnn network_;
    Settings settings_;
};

}  // namespace trainingzip::vision
