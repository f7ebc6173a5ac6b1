#include "media/packet_reader.h"

#include <algorithm>
#include <new>

namespace trainingzip::media {

namespace {

/// What FFmpeg's own programs take for a jump forward; backwards a stream never goes.
constexpr double longest_gap_seconds = 10;
constexpr double longest_step_back_seconds = 0.5;

}  // namespace

bool PacketReader::read(AVPacket& packet) {
    while (read_any(packet)) {
        const bool is_sound = input_.audio != nullptr && packet.stream_index == input_.audio->index;
        if (!is_video(packet) && !is_sound) continue;
        const bool is_cut = (packet.flags & AV_PKT_FLAG_CORRUPT) != 0;
        // In a transport stream the flag means a lost packet somewhere, in other containers the end of the
        // file.
        if (is_cut && input_.kind != FileKind::mpeg_ts) {
            broke_off_ = true;
            continue;
        }
        if (input_.kind == FileKind::mpeg_ts) fix_timestamps(packet);
        return true;
    }
    return false;
}

bool PacketReader::read_any(AVPacket& packet) {
    while (true) {
        av_packet_unref(&packet);
        const int got = av_read_frame(input_.format.get(), &packet);
        if (got >= 0) return true;
        if (got == AVERROR(ENOMEM)) throw std::bad_alloc();
        if (got != AVERROR_EOF) broke_off_ = true;
        // The sound may lie behind the picture, beyond the end of a file that was cut off.
        const bool may_go_on = input_.kind == FileKind::mp4 && input_.audio != nullptr && !sound_ended_;
        if (!may_go_on) return false;
        sound_ended_ = true;
        input_.audio->discard = AVDISCARD_ALL;
    }
}

void PacketReader::fix_timestamps(AVPacket& packet) {
    Course& course = is_video(packet) ? video_ : audio_;
    const AVStream& stream = is_video(packet) ? *input_.video : *input_.audio;
    const std::int64_t told = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (told == AV_NOPTS_VALUE) return;
    std::int64_t time = told + course.shift;
    if (course.next_time) {
        const double jump = to_seconds(time - *course.next_time, stream);
        if (jump > longest_gap_seconds || jump < -longest_step_back_seconds) {
            course.shift += *course.next_time - time;
            time = *course.next_time;
        }
    }
    course.next_time = time + std::max<std::int64_t>(packet.duration, 0);
    if (packet.dts != AV_NOPTS_VALUE) packet.dts += course.shift;
    if (packet.pts != AV_NOPTS_VALUE) packet.pts += course.shift;
}

}  // namespace trainingzip::media
