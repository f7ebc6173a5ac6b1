#pragma once

#include "media/packet_scan.h"
#include "media/probe.h"

namespace trainingzip::media {

struct Examination {
    VideoProbe probe;
    PacketScan scan;
};

/// probe() with all that the packets tell. Include from .cpp files only.
Examination examine(const std::filesystem::path& path, const MediaLimits& limits);

}  // namespace trainingzip::media
