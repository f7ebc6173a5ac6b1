#pragma once

#include <vector>

namespace trainingzip::vision {

/// The two source pixels between which the centre of a target pixel falls, along one axis.
struct BilinearTap {
    int low = 0;
    int high = 0;
    float share_of_high = 0;
};

/// One tap for each pixel of an axis that is stretched from one size to the other, centres on centres.
std::vector<BilinearTap> bilinear_taps(int source_size, int target_size);

/// The same where the source lies between two edges in pixels of the target: for its pixels from `first` on,
/// as many as are asked for.
std::vector<BilinearTap> bilinear_taps(int source_size, float from, float to, int first, int count);

}  // namespace trainingzip::vision
