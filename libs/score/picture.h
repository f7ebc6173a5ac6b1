#pragma once

#include "score/body.h"

namespace trainingzip::score {

/// The picture that a pose was found in, in pixels. 0 or less, or a number that is not finite: unknown.
struct PictureSize {
    double width = 0;
    double height = 0;
};

/// The pose with every joint that the picture cannot show marked "not found": those beyond its edges, and
/// shoulders, hips, knees and ankles within a fiftieth of a side of an edge, where networks put the joints of
/// somebody whom the edge cuts. Elbows and wrists count up to the edge, since who reaches out is still seen.
/// Along a side whose length is unknown nothing is beyond.
Pose within_picture(const Pose& pose, const PictureSize& picture);

}  // namespace trainingzip::score
