#pragma once

#include <optional>

#include "media/file_extent.h"
#include "media/media_input.h"
#include "media/notice.h"
#include "media/packet_scan.h"

namespace trainingzip::media {

/// Decides, for all containers alike, what to do with a possibly truncated file: it is used when at least 3
/// seconds or 90 % of the declared length are there, and the owner is told what is missing. nullopt for a
/// complete file; a declared length alone, without a sign of truncation, does not count. Throws
/// Failure(video_cut_off).
std::optional<Notice> check_truncation(const MediaInput& input, const FileExtent& extent,
                                       const PacketScan& scan, const MediaLimits& limits);

}  // namespace trainingzip::media
