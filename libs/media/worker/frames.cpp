#include "media/worker/frames.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "base/child_process.h"
#include "base/error.h"
#include "jobs/progress_output.h"
#include "media/shared_frames.h"
#include "media/video_reader.h"

namespace trainingzip::media {

namespace {

/// The slots that may be written. The one that came back last is the next: it is still in the cache.
class FreeSlots {
  public:
    explicit FreeSlots(std::size_t count) : count_(count) {
        for (std::size_t slot = count; slot > 0; --slot) free_.push_back(slot - 1);
    }

    /// Waits until there is one, as long as the other process lives. nullopt once it has closed the line.
    std::optional<std::size_t> take() {
        while (free_.empty() || is_input_waiting()) {
            if (!receive()) return std::nullopt;
        }
        const std::size_t slot = free_.back();
        free_.pop_back();
        return slot;
    }

  private:
    static bool is_input_waiting() {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        return poll(&input, 1, 0) > 0;
    }

    bool receive() {
        unsigned char numbers[most_slots];
        const ssize_t count = read(STDIN_FILENO, numbers, sizeof numbers);
        if (count < 0 && errno == EINTR) return true;
        for (ssize_t i = 0; i < count; ++i) {
            if (numbers[i] < count_) free_.push_back(numbers[i]);
        }
        return count > 0;
    }

    const std::size_t count_;
    std::vector<std::size_t> free_;
};

boost::json::object describe(const VideoInfo& info) {
    boost::json::object line{{"type", "opened"}, {"width", info.width}, {"height", info.height}};
    if (info.duration_seconds) line["durationSeconds"] = *info.duration_seconds;
    if (info.frames_per_second) line["framesPerSecond"] = *info.frames_per_second;
    if (info.frame_count) line["frames"] = *info.frame_count;
    return line;
}

Image image_in(const SharedFrames& memory, std::size_t slot, std::size_t bytes) {
    // The memory is not this image's: nothing is to be done when it lets go of it.
    return {{memory.samples(slot).data(), [](std::uint8_t*) {}}, bytes};
}

}  // namespace

void write_frames(const std::filesystem::path& source, const FrameOptions& options) {
    const SharedFrames memory(passed_descriptor, options.slots, options.slot_bytes);
    VideoReaderOptions reader_options;
    reader_options.threads = options.threads;
    reader_options.maximum_pixels = options.maximum_pixels;
    VideoReader reader(source, reader_options);
    const VideoInfo& info = reader.info();
    if (Image::bytes_for(info.width, info.height) > options.slot_bytes) {
        throw Failure(ErrorCode::video_too_large, "no room for a frame");
    }
    jobs::write_message(describe(info));

    FreeSlots free(options.slots);
    Frame frame;
    while (const auto slot = free.take()) {
        frame.image = image_in(memory, *slot, options.slot_bytes);
        if (!reader.read(frame)) break;
        memory.header(*slot).time_seconds = frame.time_seconds;
        jobs::write_message({{"type", "frame"}, {"slot", *slot}});
    }
    jobs::write_message(
        {{"type", "done"}, {"frames", reader.frames_read()}, {"damaged", reader.packets_damaged()}});
}

}  // namespace trainingzip::media
