#pragma once

#include <filesystem>
#include <memory>

#include "media/yuv_picture.h"

namespace trainingzip::media {

struct VideoWriterSettings {
    int width = 0;                   ///< Pixels, even.
    int height = 0;                  ///< Pixels, even.
    double key_frame_seconds = 2.0;  ///< Longest time from one key frame to the next.
    int quantizer = 34;              ///< Constant quality, 0 (best) to 63.
    int threads = 1;
};

/// Writes VP9 in MP4 (`vp09`), fast to encode, with the index in front so that a browser can play it while
/// it loads. Every picture leaves the encoder at once: none is held back, so memory does not grow with
/// length. One thread at a time.
class VideoWriter {
  public:
    /// Overwrites the file, which must be on a disk (the muxer seeks). Throws Failure(storage_full), or
    /// std::runtime_error when the encoder refuses the settings or the file cannot be written.
    VideoWriter(const std::filesystem::path& path, const VideoWriterSettings& settings);
    /// Without finish() the file is not playable; the owner of the path removes it.
    ~VideoWriter();
    VideoWriter(const VideoWriter&) = delete;
    VideoWriter& operator=(const VideoWriter&) = delete;

    /// `time` and `duration` are in units of the time base; times must rise from picture to picture. The
    /// duration counts only for the last picture: any other is shown until the next. Throws as the
    /// constructor does, and std::invalid_argument for another size or a time that does not rise.
    void write(const YuvPicture& picture, std::int64_t time, std::int64_t duration);

    /// Completes the file. Throws as the constructor does. Call once, last.
    void finish();

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace trainingzip::media
