// Any bytes as an Exif segment: an orientation from 1 to 8.

#include <cstdint>
#include <cstdlib>

#include "api/catalogue/pictures/exif_orientation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const int orientation = trainingzip::api::exif_orientation({data, size});
    if (orientation < 1 || orientation > 8) std::abort();
    return 0;
}
