#include "media/orientation.h"

#include <cstdlib>
#include <cstring>

#include "media/side_data.h"

namespace trainingzip::media {

namespace {

const std::int32_t* display_matrix(const AVStream& stream) {
    const auto data = side_data_of(stream, AV_PKT_DATA_DISPLAYMATRIX);
    if (data.size() < 9 * sizeof(std::int32_t)) return nullptr;
    return reinterpret_cast<const std::int32_t*>(data.data());
}

/// Whether a part of the matrix (16.16 fixed point) is as good as nothing beside the other.
bool vanishes(std::int32_t part, std::int32_t beside) {
    return std::abs(static_cast<double>(part)) <= 0.01 * std::abs(static_cast<double>(beside));
}

}  // namespace

Orientation orientation_of(const AVStream& stream) {
    const std::int32_t* matrix = display_matrix(stream);
    if (matrix == nullptr) return {};
    // A point goes to (a x + c y, b x + d y).
    const std::int32_t a = matrix[0];
    const std::int32_t b = matrix[1];
    const std::int32_t c = matrix[3];
    const std::int32_t d = matrix[4];
    if (a != 0 && d != 0 && vanishes(b, a) && vanishes(c, d)) {
        return {.mirrored = (a < 0) != (d < 0), .quarter_turns = d < 0 ? 2 : 0};
    }
    if (b != 0 && c != 0 && vanishes(a, b) && vanishes(d, c)) {
        return {.mirrored = (b < 0) == (c < 0), .quarter_turns = c < 0 ? 1 : 3};
    }
    return {};
}

void apply_orientation(const Image& source, Orientation orientation, Image& target) {
    const bool swapped = orientation.swaps_sides();
    target.resize(swapped ? source.height() : source.width(), swapped ? source.width() : source.height(),
                  source.format());
    const auto pixel_bytes = static_cast<std::size_t>(bytes_per_pixel(source.format()));
    const int right = target.width() - 1;
    const int bottom = target.height() - 1;
    for (int y = 0; y < source.height(); ++y) {
        for (int x = 0; x < source.width(); ++x) {
            const int column = orientation.mirrored ? source.width() - 1 - x : x;
            std::uint8_t* place = nullptr;
            switch (orientation.quarter_turns) {
                case 1:
                    place = target.pixel(right - y, column);
                    break;
                case 2:
                    place = target.pixel(right - column, bottom - y);
                    break;
                case 3:
                    place = target.pixel(y, bottom - column);
                    break;
                default:
                    place = target.pixel(column, y);
                    break;
            }
            std::memcpy(place, source.pixel(x, y), pixel_bytes);
        }
    }
}

}  // namespace trainingzip::media
