#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "media/video_reader.h"

namespace trainingzip::media {

/// A VideoReader with a thread of its own that stays at most `depth` frames ahead, so that decoding
/// overlaps with the work on the frames. Memory is bounded by depth + 1 frames.
class DecodeAhead {
  public:
    /// Opens the file in the calling thread. Throws as VideoReader does.
    DecodeAhead(const std::filesystem::path& path, const VideoReaderOptions& options, std::stop_token stop,
                std::size_t depth = 4);
    /// Stops decoding and waits for the thread.
    ~DecodeAhead();
    DecodeAhead(const DecodeAhead&) = delete;
    DecodeAhead& operator=(const DecodeAhead&) = delete;

    const VideoInfo& info() const { return reader_.info(); }

    /// As VideoReader::read, with the frame's memory swapped for that of a waiting one.
    bool read(Frame& frame);

  private:
    void decode(std::stop_token stop);
    void close(std::exception_ptr error);

    std::stop_source stop_;
    VideoReader reader_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::vector<Frame> ring_;  ///< ring_[(first_ + i) % size] for i < waiting_ are frames not yet taken.
    std::size_t first_ = 0;
    std::size_t waiting_ = 0;
    bool ended_ = false;
    std::exception_ptr error_;
    std::stop_callback<std::function<void()>> stop_with_;
    std::jthread thread_;
};

}  // namespace trainingzip::media
