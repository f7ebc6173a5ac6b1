#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "media/frame_source.h"

namespace trainingzip::media {

struct VideoReaderOptions {
    int threads = 1;                                ///< Of the decoder; 0 lets FFmpeg choose.
    std::int64_t maximum_pixels = 4096LL * 2304LL;  ///< Larger pictures are refused.
    /// Processor time of the calling thread, for one call of read() and for opening.
    std::chrono::milliseconds read_timeout{30'000};
};

/// Decodes the first video stream of an MP4 or WebM file on the local disk, frame by frame, into RGB.
/// Untrusted files must be read through SandboxedVideoReader, whose program uses this class.
///
/// Colours are converted by the matrix and range that the stream names (BT.709 from 720 lines and BT.601
/// below where it names none). Pictures are laid upright as the container asks. Memory does not
/// depend on the length. One thread at a time.
class VideoReader final : public FrameSource {
  public:
    /// Throws Failure: video_unreadable, video_without_picture, video_format_unsupported, video_too_large;
    /// unavailable when stop was requested or the timeout passed.
    VideoReader(const std::filesystem::path& path, const VideoReaderOptions& options,
                std::stop_token stop = {});
    ~VideoReader() override;
    VideoReader(const VideoReader&) = delete;
    VideoReader& operator=(const VideoReader&) = delete;

    const VideoInfo& info() const override;

    /// Decodes the next frame into `frame`, whose memory is used again. false at the end of the video.
    /// Frames that cannot be decoded are left out and counted. Throws Failure: video_unreadable when the
    /// file breaks off or held no frame at all; unavailable as in the constructor.
    bool read(Frame& frame) override;

    /// Frames returned so far.
    std::int64_t frames_read() const;
    /// Packets that the decoder refused so far.
    std::int64_t packets_damaged() const;

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace trainingzip::media
