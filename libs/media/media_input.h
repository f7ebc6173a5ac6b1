#pragma once

#include <filesystem>
#include <vector>

#include "media/ffmpeg_handles.h"
#include "media/media_limits.h"
#include "media/sniff.h"

namespace trainingzip::media {

/// An opened file with the one video stream and, if there is one, the one audio stream that count.
struct MediaInput {
    InputHandle format;
    FileKind kind = FileKind::unknown;
    AVStream* video = nullptr;  ///< Never nullptr after open_media().
    AVStream* audio = nullptr;  ///< Of `sounds`; open_media() takes the first.
    /// Audio streams that we have a decoder for: those first that the file marks as default.
    std::vector<AVStream*> sounds;
    bool has_sound = false;  ///< Also when it is none that we decode.
};

/// Opens a local file: only as what its own bytes say, of the kinds of sniff.h; only the protocol `file`, no
/// references to other files, picture size checked before any decoder sees a byte. The video stream is the
/// first that we decode, and before it one that the file marks as default; covers and thumbnails are none.
/// Include from .cpp files only.
/// Throws Failure: video_unreadable, video_index_missing, video_without_picture, video_too_large,
/// video_format_unsupported.
MediaInput open_media(const std::filesystem::path& path, const MediaLimits& limits);

/// Makes this stream (nullptr: none) the audio; the packets of all others are left out.
void choose_sound(MediaInput& input, AVStream* sound);

/// A decoder for the stream, bounded by the limits. Throws Failure(video_format_unsupported).
CodecHandle open_decoder(const AVStream& stream, const MediaLimits& limits, int threads);

/// Seconds of a time stamp of the stream.
double to_seconds(std::int64_t timestamp, const AVStream& stream);

}  // namespace trainingzip::media
