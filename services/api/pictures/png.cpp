#include <png.h>

#include "api/pictures/picture_formats.h"
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
    Picture picture = Picture::of_size(static_cast<int>(png.image.width), static_cast<int>(png.image.height));
    const png_color white = {255, 255, 255};
    if (png_image_finish_read(&png.image, &white, picture.rgb.data(), 0, nullptr) == 0) {
        throw Failure(ErrorCode::image_unreadable, std::string("PNG: ") + png.image.message);
    }
    return picture;
}

}  // namespace trainingzip::api
