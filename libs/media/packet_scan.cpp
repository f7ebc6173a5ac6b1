#include "media/packet_scan.h"

#include <algorithm>

#include "base/error.h"

namespace trainingzip::media {

namespace {

class Scanner {
  public:
    Scanner(const AVStream& video, const MediaLimits& limits) : video_(video), limits_(limits) {}

    void take(const AVPacket& packet) {
        if ((packet.flags & AV_PKT_FLAG_CORRUPT) != 0) {
            throw Failure(ErrorCode::video_unreadable, "a packet is not whole: the file was cut off");
        }
        ++packets_;
        check_decode_time(packet);
        if ((packet.flags & AV_PKT_FLAG_DISCARD) != 0) {
            scan_.has_hidden_frames = true;
            return;
        }
        take_shown(packet);
    }

    PacketScan finish(std::int64_t packets_in_index, double told_seconds) {
        if (scan_.frames == 0) throw Failure(ErrorCode::video_unreadable, "the video stream is empty");
        if (packets_ < packets_in_index) {
            throw Failure(ErrorCode::video_unreadable,
                          "packets of the index are missing: the file was cut off");
        }
        scan_.first_timestamp = first_;
        scan_.duration_seconds = to_seconds(end_ - first_, video_);
        scan_.longest_key_frame_gap_seconds =
            std::max(scan_.longest_key_frame_gap_seconds, to_seconds(end_ - last_key_, video_));
        if (told_seconds > scan_.duration_seconds * 1.05 + 2) {
            throw Failure(ErrorCode::video_unreadable,
                          "shorter than the container says: the file was cut off");
        }
        const double frame_limit = limits_.frames_per_second * std::max(scan_.duration_seconds, 1.0);
        if (static_cast<double>(scan_.frames) > frame_limit) {
            throw Failure(ErrorCode::video_too_long, "too many frames a second");
        }
        return scan_;
    }

  private:
    void check_decode_time(const AVPacket& packet) {
        if (packet.dts == AV_NOPTS_VALUE || packet.pts == AV_NOPTS_VALUE ||
            (packets_ > 1 && packet.dts <= last_decode_time_)) {
            scan_.has_decode_times = false;
        }
        last_decode_time_ = packet.dts;
    }

    void take_shown(const AVPacket& packet) {
        const std::int64_t time = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
        if (time == AV_NOPTS_VALUE) throw Failure(ErrorCode::video_unreadable, "a frame has no time");
        const bool key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
        if (scan_.frames == 0) {
            first_ = end_ = last_key_ = time;
            scan_.starts_with_key_frame = key;
        }
        ++scan_.frames;
        first_ = std::min(first_, time);
        end_ = std::max(end_, time + std::max<std::int64_t>(packet.duration, 0));
        if (key) {
            scan_.longest_key_frame_gap_seconds =
                std::max(scan_.longest_key_frame_gap_seconds, to_seconds(time - last_key_, video_));
            last_key_ = time;
        }
        if (to_seconds(end_ - first_, video_) > limits_.seconds ||
            static_cast<double>(scan_.frames) > limits_.seconds * limits_.frames_per_second) {
            throw Failure(ErrorCode::video_too_long);
        }
    }

    const AVStream& video_;
    const MediaLimits& limits_;
    PacketScan scan_;
    std::int64_t packets_ = 0;
    std::int64_t first_ = 0;
    std::int64_t end_ = 0;
    std::int64_t last_key_ = 0;
    std::int64_t last_decode_time_ = 0;
};

double told_duration(const MediaInput& input) {
    if (input.video->duration > 0) return to_seconds(input.video->duration, *input.video);
    const bool only_video = input.audio == nullptr;
    return only_video && input.format->duration > 0
               ? static_cast<double>(input.format->duration) / AV_TIME_BASE
               : 0;
}

}  // namespace

PacketScan scan_packets(MediaInput& input, const MediaLimits& limits) {
    const double told_seconds = told_duration(input);
    if (told_seconds > limits.seconds) throw Failure(ErrorCode::video_too_long);
    const bool has_index = std::string_view(input.format->iformat->name).starts_with("mov");
    const std::int64_t packets_in_index = has_index ? avformat_index_get_entries_count(input.video) : 0;
    Scanner scanner(*input.video, limits);
    const PacketHandle packet(av_packet_alloc());
    if (!packet) throw std::bad_alloc();
    // Audio packets are short, but no honest file has more than this many of them a second.
    const double audio_packet_limit = 1000 * (limits.seconds + 1);
    std::int64_t audio_packets = 0;
    while (true) {
        const int got = av_read_frame(input.format.get(), packet.get());
        if (got == AVERROR_EOF) break;
        if (got < 0) throw Failure(ErrorCode::video_unreadable, "the file breaks off: " + ffmpeg_error(got));
        if (packet->stream_index == input.video->index) {
            scanner.take(*packet);
        } else if (static_cast<double>(++audio_packets) > audio_packet_limit) {
            throw Failure(ErrorCode::video_too_long, "too many packets of audio");
        }
        av_packet_unref(packet.get());
    }
    return scanner.finish(packets_in_index, told_seconds);
}

}  // namespace trainingzip::media
