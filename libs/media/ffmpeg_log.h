#pragma once

namespace trainingzip::media {

/// Keeps FFmpeg's libraries from writing to standard error for the rest of the process: each of our
/// servers logs one JSON object a line, and what matters comes back as a Failure. Call it first in main.
void silence_ffmpeg();

}  // namespace trainingzip::media
