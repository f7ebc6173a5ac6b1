// Any bytes as a picture: JPEGs that fit the bounds of their sizes, or a Failure(image_unreadable).

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "api/catalogue/pictures/picture_codec.h"
#include "api/catalogue/pictures/picture_formats.h"
#include "base/encoding.h"
#include "base/error.h"

namespace {

void check_width(const std::optional<std::string>& jpeg, const trainingzip::api::Picture& large, int width) {
    if (jpeg.has_value() != (large.width > width)) std::abort();
    if (jpeg && trainingzip::api::decode_jpeg(trainingzip::as_bytes(*jpeg)).width != width) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        using namespace trainingzip::api;
        const StoredSizes sizes = to_stored_sizes({data, size});
        const Picture large = decode_jpeg(trainingzip::as_bytes(sizes.large));
        if (std::max(large.width, large.height) > longest_stored_side) std::abort();
        check_width(sizes.medium, large, medium_width);
        check_width(sizes.small, large, small_width);
    } catch (const trainingzip::Failure& failure) {
        if (failure.code() != trainingzip::ErrorCode::image_unreadable) std::abort();
    }
    return 0;
}
