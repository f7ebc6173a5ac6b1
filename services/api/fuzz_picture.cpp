// Any bytes as a picture: a JPEG that fits the bounds, or a Failure(image_unreadable).

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "api/pictures/picture_codec.h"
#include "api/pictures/picture_formats.h"
#include "base/encoding.h"
#include "base/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const std::string stored = trainingzip::api::to_stored_jpeg({data, size});
        const auto picture = trainingzip::api::decode_jpeg(trainingzip::as_bytes(stored));
        if (std::max(picture.width, picture.height) > trainingzip::api::longest_stored_side) std::abort();
    } catch (const trainingzip::Failure& failure) {
        if (failure.code() != trainingzip::ErrorCode::image_unreadable) std::abort();
    }
    return 0;
}
