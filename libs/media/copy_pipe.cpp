#include "media/copy_pipe.h"

#include <algorithm>

namespace trainingzip::media {

CopyPipe::CopyPipe(const AVStream& source, std::int64_t offset, std::int64_t longest, Mp4Output& output)
    : source_(source), offset_(offset), longest_(longest), output_(output), target_(output.add_stream()) {
    if (avcodec_parameters_copy(target_.codecpar, source.codecpar) < 0) throw std::bad_alloc();
    target_.codecpar->codec_tag = 0;
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    av_packet_side_data_free(&target_.codecpar->coded_side_data, &target_.codecpar->nb_coded_side_data);
#endif
    target_.time_base = source.time_base;
    target_.avg_frame_rate = source.avg_frame_rate;
}

void CopyPipe::take(AVPacket& packet) {
    if (packet.pts != AV_NOPTS_VALUE) packet.pts -= offset_;
    if (packet.dts != AV_NOPTS_VALUE) packet.dts -= offset_;
    packet.duration = std::min(packet.duration, longest_);
    const bool ends_before_start = packet.pts != AV_NOPTS_VALUE && packet.pts + packet.duration <= 0 &&
                                   packet.pts < 0 && source_.codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
    if (ends_before_start) return;
    output_.write(packet, target_, source_.time_base);
}

}  // namespace trainingzip::media
