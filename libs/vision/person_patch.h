#pragma once

#include <span>
#include <vector>

#include "media/image.h"
#include "vision/geometry.h"

namespace trainingzip::vision {

/// A small grey picture of what a box shows, to tell whether somebody moves.
class PersonPatch {
  public:
    /// Of 32 × 64 pixels around those of the box, with an edge of its own that allows for a moving camera.
    /// Pixels that lie in one of the `others`, boxes of other persons, or outside the picture do not count.
    PersonPatch(const media::ImageView& picture, const Box& box, std::span<const Detection> others);

    const Box& box() const { return box_; }

    /// How much what the earlier box shows has changed, 0 to 1: 1 less the correlation of both where they fit
    /// best. Neither a camera that moves nor the light changes a picture on a wall. `later` must be made with
    /// a box of this one's size. -1 where too little counts.
    float change(const PersonPatch& later) const;

  private:
    Box box_;
    std::vector<float> grey_;
    std::vector<unsigned char> counts_;
};

}  // namespace trainingzip::vision
