#pragma once

#include <filesystem>

#include "media/ffmpeg_handles.h"
#include "media/media_limits.h"

namespace trainingzip::media {

/// Names of the decoders that may run, for FFmpeg's option codec_whitelist.
extern const char* const allowed_decoders;

/// An opened file with the one video stream and, if there is one, the one audio stream that count.
/// Packets of all other streams are left out by the demuxer.
struct MediaInput {
    InputHandle format;
    AVStream* video = nullptr;  ///< Never nullptr after open_media().
    AVStream* audio = nullptr;
};

/// Opens a local file: only MP4 and Matroska by their own bytes, only the protocol `file`, no references to
/// other files, picture size checked before any decoder sees a byte. Include from .cpp files only.
/// Throws Failure: video_unreadable, video_without_picture, video_too_large, video_format_unsupported.
MediaInput open_media(const std::filesystem::path& path, const MediaLimits& limits);

/// A decoder for the stream, bounded by the limits. Throws Failure(video_format_unsupported).
CodecHandle open_decoder(const AVStream& stream, const MediaLimits& limits, int threads);

/// Seconds of a time stamp of the stream.
double to_seconds(std::int64_t timestamp, const AVStream& stream);

}  // namespace trainingzip::media
