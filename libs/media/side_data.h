#pragma once

#include <cstdint>
#include <span>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace trainingzip::media {

/// The side data of a stream; empty when there is none of this type. Include from .cpp files only.
inline std::span<const std::uint8_t> side_data_of(const AVStream& stream, AVPacketSideDataType type) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    const AVPacketSideData* side =
        av_packet_side_data_get(stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data, type);
    if (side == nullptr) return {};
    return {side->data, side->size};
#else
    std::size_t size = 0;
    const std::uint8_t* data = av_stream_get_side_data(&stream, type, &size);
    return {data, data != nullptr ? size : 0};
#endif
}

}  // namespace trainingzip::media
