#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "media/frame_source.h"

namespace trainingzip {

/// Decoded frames in memory, so that a machine without FFmpeg can compute on them.
class RawFrames {
  public:
    /// A file of width × height × 3 bytes RGB, one frame after another. Throws std::runtime_error.
    RawFrames(const std::filesystem::path& file, int width, int height);

    int width() const { return width_; }
    int height() const { return height_; }
    std::size_t count() const { return frames_.size(); }
    /// Borrows the memory of the frame.
    media::Image image(std::size_t index) const;
    /// Forwards and backwards again and again, so that nothing jumps.
    std::size_t index_at(std::int64_t frame) const;

  private:
    int width_;
    int height_;
    std::vector<std::shared_ptr<std::uint8_t>> frames_;
};

/// A video of any length made of them.
class RawVideo : public media::FrameSource {
  public:
    /// The frames must outlive it.
    RawVideo(const RawFrames& frames, std::int64_t count, double frames_per_second);

    const media::VideoInfo& info() const override { return info_; }
    bool read(media::Frame& frame) override;

  private:
    const RawFrames& frames_;
    media::VideoInfo info_;
    std::int64_t next_ = 0;
};

}  // namespace trainingzip
