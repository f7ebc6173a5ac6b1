#pragma once

#include <optional>

#include "media/file_extent.h"
#include "media/media_input.h"
#include "media/notice.h"
#include "media/packet_scan.h"

namespace trainingzip::media {

/// Judges, alike for all containers, a file whose end may be missing: what is there is used when it is at
/// least 3 seconds or 90 % of the length that the container tells, and the owner is told what is missing.
/// nullopt for a file that is whole; a length that is only claimed, without a sign of a cut, does not count.
/// Throws Failure(video_cut_off).
std::optional<Notice> judge_end(const MediaInput& input, const FileExtent& extent, const PacketScan& scan,
                                const MediaLimits& limits);

}  // namespace trainingzip::media
