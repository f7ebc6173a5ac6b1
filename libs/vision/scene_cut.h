#pragma once

#include <optional>
#include <vector>

#include "media/image.h"

namespace trainingzip::vision {

/// Tells where the camera cuts, by the light of some fields of the picture.
class SceneCut {
  public:
    /// Takes the next frame. Whether it shows something else than the one before, in most fields.
    bool next(const media::ImageView& picture);

  private:
    std::vector<float> before_;
};

}  // namespace trainingzip::vision
