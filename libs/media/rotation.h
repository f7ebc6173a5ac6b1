#pragma once

#include "media/image.h"

struct AVStream;

namespace trainingzip::media {

/// How often a picture of this stream must be turned by 90° clockwise to stand upright: 0 to 3, from the
/// display matrix of the container. Other angles and mirroring are left alone.
int quarter_turns_clockwise(const AVStream& stream);

/// Writes `source`, turned, into `target`, which must be another image.
void turn_clockwise(const Image& source, int quarter_turns, Image& target);

}  // namespace trainingzip::media
