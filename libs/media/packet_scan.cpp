#include "media/packet_scan.h"

#include <algorithm>

#include "base/error.h"
#include "media/packet_reader.h"

namespace trainingzip::media {

namespace {

/// A slide may be shown for long, but the duration of the last one cannot be verified: nothing follows it.
constexpr double longest_claimed_seconds = 10;

class Scanner {
  public:
    Scanner(const AVStream& video, const MediaLimits& limits) : video_(video), limits_(limits) {}

    void take(const AVPacket& packet) {
        ++packets_;
        check_decode_time(packet);
        if (packet.pts != AV_NOPTS_VALUE) scan_.has_show_times = true;
        if ((packet.flags & AV_PKT_FLAG_DISCARD) != 0) {
            scan_.has_hidden_frames = true;
            return;
        }
        take_shown(packet);
    }

    void take_sound(const AVPacket& packet, const AVStream& audio) {
        // Packets of sound are short, but no honest file has more than this many of them a second.
        if (static_cast<double>(++scan_.sound_packets) > 1000 * (limits_.seconds + 1)) {
            throw Failure(ErrorCode::video_too_many_frames, "too many packets of sound");
        }
        const std::int64_t time = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
        if (time == AV_NOPTS_VALUE) return;
        scan_.sound_end_seconds =
            std::max(scan_.sound_end_seconds, to_seconds(time + packet.duration, audio));
    }

    PacketScan finish(bool broke_off, std::int64_t packets_in_index) {
        scan_.broke_off = broke_off || packets_ < packets_in_index;
        if (scan_.frames == 0) throw Failure(ErrorCode::video_unreadable, "the video stream is empty");
        const double last_seconds = std::max({to_seconds(longest_step_, video_), longest_claimed_seconds,
                                              scan_.sound_end_seconds - to_seconds(last_, video_)});
        scan_.longest_last_frame = static_cast<std::int64_t>(last_seconds / av_q2d(video_.time_base));
        const std::int64_t end = last_ + std::min(last_duration_, scan_.longest_last_frame);
        scan_.first_timestamp = first_;
        scan_.duration_seconds = to_seconds(end - first_, video_);
        if (scan_.duration_seconds > limits_.seconds) throw Failure(ErrorCode::video_too_long);
        if (last_ > first_) {
            scan_.frames_per_second =
                static_cast<double>(scan_.frames - 1) / to_seconds(last_ - first_, video_);
        }
        scan_.longest_key_frame_gap_seconds =
            std::max(scan_.longest_key_frame_gap_seconds, to_seconds(end - last_key_, video_));
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
        std::int64_t time = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
        if (time == AV_NOPTS_VALUE) time = last_ + last_duration_;
        const bool key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
        if (scan_.frames == 0) {
            first_ = last_ = last_key_ = time;
            scan_.starts_with_key_frame = key;
        }
        ++scan_.frames;
        first_ = std::min(first_, time);
        if (time >= last_) {
            longest_step_ = std::max(longest_step_, time - last_);
            last_ = time;
            last_duration_ = std::max<std::int64_t>(packet.duration, 0);
        }
        if (key) {
            scan_.longest_key_frame_gap_seconds =
                std::max(scan_.longest_key_frame_gap_seconds, to_seconds(time - last_key_, video_));
            last_key_ = time;
        }
        if (to_seconds(last_ - first_, video_) > limits_.seconds) throw Failure(ErrorCode::video_too_long);
        if (static_cast<double>(scan_.frames) > limits_.seconds * limits_.frames_per_second) {
            throw Failure(ErrorCode::video_too_many_frames);
        }
    }

    const AVStream& video_;
    const MediaLimits& limits_;
    PacketScan scan_;
    std::int64_t packets_ = 0;
    std::int64_t first_ = 0;
    std::int64_t last_ = 0;
    std::int64_t last_duration_ = 0;
    std::int64_t longest_step_ = 0;
    std::int64_t last_key_ = 0;
    std::int64_t last_decode_time_ = 0;
};

}  // namespace

PacketScan scan_packets(MediaInput& input, const MediaLimits& limits) {
    const std::int64_t packets_in_index =
        input.kind == FileKind::mp4 ? avformat_index_get_entries_count(input.video) : 0;
    Scanner scanner(*input.video, limits);
    PacketReader reader(input);
    const PacketHandle packet(av_packet_alloc());
    if (!packet) throw std::bad_alloc();
    while (reader.read(*packet)) {
        if (reader.is_video(*packet)) {
            scanner.take(*packet);
        } else {
            scanner.take_sound(*packet, *input.audio);
        }
    }
    return scanner.finish(reader.broke_off(), packets_in_index);
}

}  // namespace trainingzip::media
