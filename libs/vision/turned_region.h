#pragma once

#include <vector>

#include "media/image.h"
#include "vision/geometry.h"
#include "vision/picture_planes.h"
#include "vision/plane.h"

namespace trainingzip::vision {

struct PixelSize {
    int width = 0;
    int height = 0;
};

/// A rectangle of a picture that is looked at with the body upright. Its own axes are those of the body: the
/// region's top is where the head is.
struct TurnedRegion {
    Box box;                ///< Edges in the picture: (0, 0) is the corner of the top left pixel.
    int quarter_turns = 0;  ///< 0 to 3, clockwise from upright: 1 is a body whose head is to the right.

    /// Pixels of the picture, along the region's own axes.
    float width() const { return quarter_turns % 2 == 0 ? box.width() : box.height(); }
    float height() const { return quarter_turns % 2 == 0 ? box.height() : box.width(); }

    /// From the picture to the region: its own axes, (0, 0) its own top left corner, pixels of the picture.
    Box to_region(const Box& in_picture) const;
};

/// The region resized to planes [3, height, width] as resize_to_planes() does for a whole picture, with a
/// low-pass filter where it becomes smaller; black outside the picture.
void crop_to_planes(const media::ImageView& picture, const TurnedRegion& region, PixelSize size,
                    const ChannelSettings& channels, std::vector<float>& planes);

/// Draws a plane that shows the region, of any size, into `target`, which shows the picture scaled by
/// `scale`: bilinear between pixel centres, 0 outside the region.
void draw_region(const Plane& plane, const TurnedRegion& region, float scale, Plane& target);

}  // namespace trainingzip::vision
