#include "media/rotation.h"

#include <cmath>
#include <cstring>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
}

namespace trainingzip::media {

namespace {

const std::int32_t* display_matrix(const AVStream& stream) {
    constexpr std::size_t matrix_bytes = 9 * sizeof(std::int32_t);
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    const AVPacketSideData* side = av_packet_side_data_get(
        stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    if (side == nullptr || side->size < matrix_bytes) return nullptr;
    return reinterpret_cast<const std::int32_t*>(side->data);
#else
    std::size_t size = 0;
    const std::uint8_t* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (data == nullptr || size < matrix_bytes) return nullptr;
    return reinterpret_cast<const std::int32_t*>(data);
#endif
}

}  // namespace

int quarter_turns_clockwise(const AVStream& stream) {
    const std::int32_t* matrix = display_matrix(stream);
    if (matrix == nullptr) return 0;
    const double counterclockwise_degrees = av_display_rotation_get(matrix);
    if (std::isnan(counterclockwise_degrees)) return 0;
    const double turns = -counterclockwise_degrees / 90.0;
    const double nearest = std::round(turns);
    if (std::abs(turns - nearest) > 0.01) return 0;
    return ((static_cast<int>(nearest) % 4) + 4) % 4;
}

void turn_clockwise(const Image& source, int quarter_turns, Image& target) {
    const bool swapped = quarter_turns % 2 != 0;
    target.resize(swapped ? source.height() : source.width(), swapped ? source.width() : source.height(),
                  source.format());
    const auto pixel_bytes = static_cast<std::size_t>(bytes_per_pixel(source.format()));
    const int right = target.width() - 1;
    const int bottom = target.height() - 1;
    for (int y = 0; y < source.height(); ++y) {
        for (int x = 0; x < source.width(); ++x) {
            std::uint8_t* place = nullptr;
            switch (quarter_turns) {
                case 1:
                    place = target.pixel(right - y, x);
                    break;
                case 2:
                    place = target.pixel(right - x, bottom - y);
                    break;
                case 3:
                    place = target.pixel(y, bottom - x);
                    break;
                default:
                    place = target.pixel(x, y);
                    break;
            }
            std::memcpy(place, source.pixel(x, y), pixel_bytes);
        }
    }
}

}  // namespace trainingzip::media
