#include "api/catalogue/pictures/picture_codec.h"

#include <string_view>

#include "api/catalogue/pictures/picture_formats.h"
#include "api/catalogue/pictures/picture_transform.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

Picture decode(std::span<const std::uint8_t> bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.starts_with("\xff\xd8\xff")) return decode_jpeg(bytes);
    if (text.starts_with("\x89PNG\r\n\x1a\n")) return decode_png(bytes);
    if (text.starts_with("RIFF") && text.size() > 12 && text.substr(8, 4) == "WEBP")
        return decode_webp(bytes);
    if (text.starts_with("GIF8")) return decode_gif(bytes);
    throw Failure(ErrorCode::image_unreadable, "neither JPEG nor PNG nor WebP nor GIF");
}

}  // namespace

StoredSizes to_stored_sizes(std::span<const std::uint8_t> bytes) {
    Picture picture = shrink_to(decode(bytes), longest_stored_side);
    StoredSizes sizes{encode_jpeg(picture), std::nullopt, std::nullopt};
    const auto shrunk = [&](int width) -> std::optional<std::string> {
        if (picture.width <= width) return std::nullopt;
        picture = shrink_to_width(picture, width);
        return encode_jpeg(picture);
    };
    sizes.medium = shrunk(medium_width);
    sizes.small = shrunk(small_width);
    return sizes;
}

}  // namespace trainingzip::api
