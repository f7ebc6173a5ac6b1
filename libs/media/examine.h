#pragma once

#include "media/media_input.h"
#include "media/packet_scan.h"
#include "media/probe.h"
#include "media/trial.h"

namespace trainingzip::media {

struct Examination {
    VideoProbe probe;
    PacketScan scan;
    Trial trial;
};

/// probe() with all that the packets tell. Include from .cpp files only.
Examination examine(const std::filesystem::path& path, const MediaLimits& limits);

/// The file once more from its start, with the sound that was tried.
MediaInput open_examined(const std::filesystem::path& path, const MediaLimits& limits, const Trial& trial);

}  // namespace trainingzip::media
