#pragma once

#include "media/image.h"

struct AVStream;

namespace trainingzip::media {

/// The transformation that makes a picture upright: first it is mirrored horizontally, if at all, then it is
/// rotated.
struct Orientation {
    bool mirrored = false;
    int quarter_turns = 0;  ///< Clockwise, 0 to 3.

    bool is_upright() const { return !mirrored && quarter_turns == 0; }
    bool swaps_sides() const { return quarter_turns % 2 != 0; }
    friend bool operator==(const Orientation&, const Orientation&) = default;
};

/// What the display matrix of the container asks for (ISO/IEC 14496-12, 8.3.2), one of eight. Upright where
/// it has none or asks for another angle.
Orientation orientation_of(const AVStream& stream);

/// Writes `source`, laid as the orientation says, into `target`, which must be another image.
void apply_orientation(const Image& source, Orientation orientation, Image& target);

}  // namespace trainingzip::media
