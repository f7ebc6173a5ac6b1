#include "api/catalogue/pictures/exif_orientation.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace trainingzip::api {
namespace {

constexpr std::array<std::uint8_t, 6> signature = {'E', 'x', 'i', 'f', 0, 0};
constexpr std::size_t entry_size = 12;
constexpr std::uint32_t orientation_tag = 0x0112;
constexpr std::uint32_t short_type = 3;
constexpr int upright_orientation = 1;

/// Numbers of a TIFF file, 0 beyond its end.
struct Tiff {
    std::span<const std::uint8_t> bytes;
    bool little_endian;

    std::uint32_t number(std::size_t offset, std::size_t size) const {
        if (offset > bytes.size() || bytes.size() - offset < size) return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value = value << 8 | bytes[offset + (little_endian ? size - 1 - i : i)];
        }
        return value;
    }
};

}  // namespace

int exif_orientation(std::span<const std::uint8_t> segment) {
    if (segment.size() < signature.size() + 8 ||
        !std::equal(signature.begin(), signature.end(), segment.begin())) {
        return upright_orientation;
    }
    return tiff_orientation(segment.subspan(signature.size()));
}

int tiff_orientation(std::span<const std::uint8_t> bytes) {
    const Tiff tiff{bytes, !bytes.empty() && bytes[0] == 'I'};
    if (tiff.number(2, 2) != 42) return upright_orientation;
    const std::size_t directory = tiff.number(4, 4);
    const std::uint32_t count = tiff.number(directory, 2);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t entry = directory + 2 + i * entry_size;
        if (entry > bytes.size()) break;
        if (tiff.number(entry, 2) != orientation_tag || tiff.number(entry + 2, 2) != short_type) continue;
        const std::uint32_t value = tiff.number(entry + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : upright_orientation;
    }
    return upright_orientation;
}

}  // namespace trainingzip::api
