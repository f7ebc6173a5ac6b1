#include "media/sniff.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace trainingzip::media {

namespace {

using namespace std::string_view_literals;

/// Types of boxes that may stand first in a file of the QuickTime family.
constexpr std::array first_boxes{"ftyp"sv, "moov"sv, "mdat"sv, "wide"sv, "free"sv, "skip"sv, "pnot"sv};

/// First bytes of containers, streams and playlists that FFmpeg would open.
constexpr std::array other_beginnings{"RIFF"sv,
                                      "FLV\x01"sv,
                                      "OggS"sv,
                                      "\x00\x00\x01\xBA"sv,
                                      "\x00\x00\x01\xB3"sv,
                                      "\x30\x26\xB2\x75"sv,
                                      "#EXTM3U"sv,
                                      "ffconcat"sv,
                                      ".RMF"sv,
                                      "DKIF"sv,
                                      "YUV4MPEG2"sv,
                                      "\x06\x0E\x2B\x34"sv,
                                      "ID3"sv,
                                      "fLaC"sv,
                                      "GIF8"sv,
                                      "\x89PNG"sv,
                                      "\xFF\xD8\xFF"sv,
                                      "<?xml"sv,
                                      "<MPD"sv};

/// Whether each packet that lies in the head begins with the byte that all begin with, and two or more do.
bool has_packets(std::string_view head, std::size_t first, std::size_t distance) {
    std::size_t packets = 0;
    for (std::size_t place = first; place < head.size(); place += distance, ++packets) {
        if (head[place] != '\x47') return false;
    }
    return packets >= 2;
}

bool is_transport_stream(std::string_view head) {
    constexpr std::size_t time_stamp = 4;
    return has_packets(head, 0, 188) || has_packets(head, time_stamp, 188 + time_stamp);
}

bool is_avi(std::string_view head) {
    return head.size() >= 12 && head.starts_with("RIFF"sv) && head.substr(8, 4) == "AVI "sv;
}

}  // namespace

FileKind sniff(std::span<const std::uint8_t> head) {
    const std::string_view text(reinterpret_cast<const char*>(head.data()),
                                std::min(head.size(), sniff_bytes));
    if (text.starts_with("\x1A\x45\xDF\xA3"sv)) return FileKind::matroska;
    if (text.size() >= 8 && std::ranges::find(first_boxes, text.substr(4, 4)) != first_boxes.end()) {
        return FileKind::mp4;
    }
    if (is_avi(text)) return FileKind::avi;
    if (is_transport_stream(text)) return FileKind::mpeg_ts;
    const bool other = std::ranges::any_of(other_beginnings,
                                           [&](std::string_view start) { return text.starts_with(start); });
    return other ? FileKind::other_media : FileKind::unknown;
}

}  // namespace trainingzip::media
