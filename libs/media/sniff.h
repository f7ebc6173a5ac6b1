#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace trainingzip::media {

/// What the first bytes of a file say it is, whatever its name says.
enum class FileKind {
    mp4,          ///< ISO base media: MP4, M4A, 3GP, QuickTime (ISO/IEC 14496-12).
    matroska,     ///< Matroska or WebM (RFC 9559).
    mpeg_ts,      ///< MPEG-2 transport stream (ISO/IEC 13818-1), packets of 188 bytes, or 192 as camcorders
                  ///< write them.
    avi,          ///< Audio Video Interleave.
    other_media,  ///< Another container or playlist that players know; we refuse it.
    unknown,      ///< Nothing we know as media.
};

/// Bytes that sniff() looks at; fewer may be given when the file is shorter.
inline constexpr std::size_t sniff_bytes = 512;

FileKind sniff(std::span<const std::uint8_t> head);

}  // namespace trainingzip::media
