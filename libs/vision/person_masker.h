#pragma once

#include "media/image.h"
#include "vision/plane.h"
#include "vision/tracked_person.h"
#include "vision/turned_region.h"

namespace trainingzip::vision {

/// The shape of one person: for each pixel of a part of the picture the probability that it belongs to the
/// person. Outside the region it is 0. draw_region() draws it.
struct PersonMask {
    TurnedRegion region;
    Plane probabilities;  ///< Of any size, covers the region; 0 to 1.
};

/// Cuts one person out of pictures. Safe to use from several threads.
class PersonMasker {
  public:
    virtual ~PersonMasker() = default;
    /// The person where the pose is. Throws EngineError.
    virtual PersonMask cut_out(const media::ImageView& picture, const TrackedPerson& person) const = 0;
};

}  // namespace trainingzip::vision
