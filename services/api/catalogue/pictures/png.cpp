#include <png.h>

#include <algorithm>
#include <string_view>

#include "api/catalogue/pictures/exif_orientation.h"
#include "api/catalogue/pictures/picture_formats.h"
#include "api/catalogue/pictures/picture_transform.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

/// Frees what libpng holds, also when decoding was left half-way.
struct PngImage {
    PngImage() { image.version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(&image); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;

    png_image image{};
};

/// From the chunk eXIf (PNG 3rd edition, 11.3.4.8).
int orientation_of(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t signature_size = 8;
    constexpr std::size_t head_size = 8;
    constexpr std::size_t checksum_size = 4;
    constexpr std::string_view exif = "eXIf";
    auto rest = bytes.subspan(std::min(signature_size, bytes.size()));
    while (rest.size() >= head_size) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i) length = length << 8 | rest[i];
        const bool is_exif = std::equal(exif.begin(), exif.end(), rest.begin() + 4);
        rest = rest.subspan(head_size);
        if (length > rest.size()) break;
        if (is_exif) return tiff_orientation(rest.first(length));
        rest = rest.subspan(std::min(length + checksum_size, rest.size()));
    }
    return 1;
}

}  // namespace

Picture decode_png(std::span<const std::uint8_t> bytes) {
    PngImage png;
    if (png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()) == 0) {
        throw Failure(ErrorCode::image_unreadable, std::string("PNG: ") + png.image.message);
    }
    if (std::int64_t{png.image.width} * png.image.height > most_picture_pixels) {
        throw Failure(ErrorCode::image_unreadable, "PNG: too many pixels");
    }
    png.image.format = PNG_FORMAT_RGB;
    // Else libpng takes samples of 16 bits for light, unless the file says otherwise, and shows them too
    // bright.
    png.image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    Picture picture = Picture::of_size(static_cast<int>(png.image.width), static_cast<int>(png.image.height));
    const png_color white = {255, 255, 255};
    if (png_image_finish_read(&png.image, &white, picture.rgb.data(), 0, nullptr) == 0) {
        throw Failure(ErrorCode::image_unreadable, std::string("PNG: ") + png.image.message);
    }
    return upright(std::move(picture), orientation_of(bytes));
}

}  // namespace trainingzip::api
