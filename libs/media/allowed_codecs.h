#pragma once

#include <string>

extern "C" {
#include <libavcodec/codec_id.h>
}

namespace trainingzip::media {

/// Whether streams of this codec may be decoded.
bool is_allowed(AVCodecID id);

/// Names of the decoders that may run, for FFmpeg's option codec_whitelist.
const std::string& allowed_decoders();

}  // namespace trainingzip::media
