#pragma once

#include "score/limbs.h"

namespace trainingzip::score {

/// A person standing at rest: arms and legs down, trunk upright.
Measures rest_pose();

}  // namespace trainingzip::score
