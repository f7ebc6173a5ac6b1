#pragma once

#include <cstddef>
#include <exception>
#include <filesystem>
#include <thread>

#include "base/bounded_queue.h"
#include "media/video_writer.h"

namespace trainingzip::media {

/// A VideoWriter on its own thread, so that encoding overlaps with producing the pictures. At most `depth`
/// pictures are queued; a faster producer blocks.
class AsyncVideoWriter {
  public:
    /// Opens the file in the calling thread. Throws as VideoWriter does.
    AsyncVideoWriter(const std::filesystem::path& path, const VideoWriterSettings& settings,
                     std::size_t depth = 4);
    /// Waits until all queued pictures are encoded. Without finish() the file is not playable.
    ~AsyncVideoWriter();
    AsyncVideoWriter(const AsyncVideoWriter&) = delete;
    AsyncVideoWriter& operator=(const AsyncVideoWriter&) = delete;

    /// As VideoWriter::write; what it throws may come from here at a later call or from finish().
    void write(YuvPicture picture, double time_seconds);
    /// As VideoWriter::finish.
    void finish(double end_seconds);

  private:
    struct TimedPicture {
        YuvPicture picture;
        double time_seconds;
    };
    void encode();
    void join();

    VideoWriter writer_;
    BoundedQueue<TimedPicture> queue_;
    std::exception_ptr error_;  ///< Set by the thread before it ends, read after it has ended.
    std::jthread thread_;
};

}  // namespace trainingzip::media
