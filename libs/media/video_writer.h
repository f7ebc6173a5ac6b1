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

/// Writes VP9 in MP4 (`vp09`), fast to encode, with the index in front so that a browser can play it while it
/// loads. The encoder buffers no pictures, and memory use does not grow with length. One thread at a time.
class VideoWriter {
  public:
    /// Overwrites the file, which must be on a disk (the muxer seeks). Throws Failure(storage_full), or
    /// std::runtime_error when the encoder refuses the settings or the file cannot be written.
    VideoWriter(const std::filesystem::path& path, const VideoWriterSettings& settings);
    /// Without finish() the file is not playable; the owner of the path removes it.
    ~VideoWriter();
    VideoWriter(const VideoWriter&) = delete;
    VideoWriter& operator=(const VideoWriter&) = delete;

    /// Shows the picture from this time until that of the next. Times are kept to 1/90000 s, in which the
    /// frames of all usual rates fall on whole numbers; they must rise from picture to picture. Throws as the
    /// constructor does, and std::invalid_argument for another size or a time that does not rise.
    void write(const YuvPicture& picture, double time_seconds);

    /// Completes the file; the last picture is shown until end_seconds. Throws as the constructor does, and
    /// std::logic_error when nothing was written. Call once, last.
    void finish(double end_seconds);

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace trainingzip::media
