#include "api/catalogue/previews/jpeg_size.h"

#include <cstddef>

namespace trainingzip::api {
namespace {

int byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

int word_at(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) * 256 + byte_at(bytes, at + 1);
}

/// SOF0 to SOF15, among which DHT, JPG and DAC stand.
bool is_start_of_frame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Behind these come the pixels, or nothing.
bool is_end_of_headers(int marker) {
    return marker == 0xDA || marker == 0xD9;
}

}  // namespace

std::optional<JpegSize> jpeg_size(std::string_view bytes) {
    if (!bytes.starts_with("\xFF\xD8")) return std::nullopt;
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && byte_at(bytes, at) == 0xFF) {
        const int marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        if (is_end_of_headers(marker)) break;
        if (is_start_of_frame(marker)) {
            if (at + 9 > bytes.size()) break;
            const JpegSize size{word_at(bytes, at + 7), word_at(bytes, at + 5)};
            if (size.width == 0 || size.height == 0) break;
            return size;
        }
        at += 2 + static_cast<std::size_t>(word_at(bytes, at + 2));
    }
    return std::nullopt;
}

}  // namespace trainingzip::api
