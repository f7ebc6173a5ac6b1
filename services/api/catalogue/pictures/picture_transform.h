#pragma once

#include "api/catalogue/pictures/picture.h"

namespace trainingzip::api {

/// Turns and mirrors a picture as its Exif orientation (1 to 8) asks.
Picture upright(Picture picture, int orientation);

/// Shrinks a picture, each pixel the mean of those it covers, until its longest side is at most `longest`.
Picture shrink_to(Picture picture, int longest);
/// The same until it is at most `width` wide.
Picture shrink_to_width(const Picture& picture, int width);

}  // namespace trainingzip::api
