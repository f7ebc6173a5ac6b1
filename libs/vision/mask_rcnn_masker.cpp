#include "vision/mask_rcnn_masker.h"

#include <utility>

namespace trainingzip::vision {
namespace {

class SeenByMaskRcnn : public PersonMasker::Seen {
  public:
    SeenByMaskRcnn(const media::ImageView& picture, const MaskRcnn& network,
                   const MaskRcnnMasker::Settings& settings, MaskRcnn::Impression impression)
        : Seen(picture, impression.network_width, impression.network_height),
          network_(network),
          settings_(settings),
          impression_(std::move(impression)) {}

    std::vector<Detection> persons() const override { return network_.detect(impression_); }
    std::vector<Detection> persons_near(const Box& box) const override {
        return network_.detect(impression_, box, settings_.near_limit);
    }

    std::vector<Plane> masks(std::span<const Box> boxes) const override {
        std::vector<Plane> drawn;
        for (const MaskGrid& grid : network_.masks(impression_, boxes)) {
            draw_person(impression_, grid, settings_.edges, drawn.emplace_back());
        }
        return drawn;
    }

  private:
    const MaskRcnn& network_;
    const MaskRcnnMasker::Settings& settings_;
    MaskRcnn::Impression impression_;
};

}  // namespace

std::unique_ptr<PersonMasker::Seen> MaskRcnnMasker::look(const media::ImageView& picture) const {
    return std::make_unique<SeenByMaskRcnn>(picture, network_, settings_, network_.look(picture));
}

}  // namespace trainingzip::vision
