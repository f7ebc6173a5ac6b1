#pragma once

#include <vector>

#include "vision/mask_rcnn.h"
#include "vision/person_drawing.h"
#include "vision/person_masker.h"

namespace trainingzip::vision {

/// Mask R-CNN on the part of the picture around the person, turned upright, its mask drawn with the edges of
/// the picture.
class MaskRcnnMasker : public PersonMasker {
  public:
    struct Settings {
        float padding = 1.15F;  ///< Of the part, in sizes of the person's box.
        /// What the network may see, of about equal area: a graph plans its memory anew for each other size.
        std::vector<PixelSize> sizes{{224, 448}, {256, 384}, {320, 320}, {384, 256}, {448, 224}};
        float largest_scale = 2;     ///< Small persons are not enlarged more than this.
        std::size_t near_limit = 5;  ///< Proposals looked at around the person's box.
        float least_overlap = 0.4F;  ///< A detection that overlaps less is somebody else.
        float keypoint_margin =
            0.03F;  ///< Around the keypoints, in sizes of the box: always in the mask's box.
        EdgeSettings edges;
    };

    explicit MaskRcnnMasker(MaskRcnn network) : MaskRcnnMasker(std::move(network), Settings{}) {}
    MaskRcnnMasker(MaskRcnn network, const Settings& settings)
        : network_(std::move(network)), settings_(settings) {}

    PersonMask cut_out(const media::ImageView& picture, const TrackedPerson& person) const override;

  private:
    Box mask_box(const MaskRcnn::BackboneFeatures& features, const TurnedRegion& region,
                 const TrackedPerson& person) const;

    MaskRcnn network_;
    Settings settings_;
};

}  // namespace trainingzip::vision
