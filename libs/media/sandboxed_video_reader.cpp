#include "media/sandboxed_video_reader.h"

#include <array>
#include <atomic>
#include <cmath>
#include <string>
#include <utility>

#include "base/child_process.h"
#include "base/error.h"
#include "jobs/progress_message.h"
#include "media/shared_frames.h"

namespace trainingzip::media {

namespace {

constexpr std::size_t slot_count = 8;
/// What is left is enough for the program to decode ahead.
constexpr std::size_t most_lent = 5;

/// In times of the timeout.
constexpr int longest_wait = 10;
/// Threads that hand on work may all sleep for a moment.
constexpr int looks = 3;
constexpr std::chrono::milliseconds between_looks(100);

[[noreturn]] void fail(const std::string& why) {
    throw Failure(ErrorCode::media_process_died, "media process: " + why);
}

/// The slots as this process sees them. Outlives the reader while frames are lent.
struct Slots {
    explicit Slots(std::size_t sample_bytes) : memory(slot_count, sample_bytes) {}

    SharedFrames memory;
    std::shared_ptr<ChildInput> back;  ///< Takes the numbers of the slots that are free again.
    std::array<std::atomic<bool>, slot_count> is_lent{};
    std::atomic<std::size_t> lent{0};

    void give_back(std::size_t slot) {
        --lent;
        is_lent[slot] = false;
        const char number = static_cast<char>(slot);
        // Refused by a program that has ended and needs them no more.
        back->write({&number, 1});
    }
};

/// What cannot be made sense of is the program's fault.
template <typename Work>
auto blaming_program(Work work) {
    try {
        return work();
    } catch (const Failure& failure) {
        if (failure.code() == ErrorCode::processing_failed) fail(failure.what());
        throw;
    }
}

/// Room for every picture of so many pixels and no more than `tallest` rows.
std::size_t bytes_for_pixels(std::int64_t pixels) {
    constexpr std::int64_t tallest = 32'768;
    return static_cast<std::size_t>((pixels + tallest * Image::row_alignment) *
                                    bytes_per_pixel(PixelFormat::rgb)) +
           Image::tail_bytes;
}

ChildOptions command(const std::filesystem::path& path, const SandboxedReaderOptions& options,
                     const Slots& slots, std::size_t sample_bytes) {
    ChildOptions child;
    // An absolute path cannot be taken for an option.
    child.arguments = {options.program.path.string(),
                       "frames",
                       std::filesystem::absolute(path).string(),
                       option("slots", slot_count),
                       option("slot-bytes", static_cast<std::int64_t>(sample_bytes)),
                       option("maximum-pixels", options.maximum_pixels),
                       option("processor-seconds", options.program.processor_seconds),
                       option("address-space-bytes", options.program.memory_bytes)};
    if (options.threads > 0) child.arguments.push_back(option("threads", options.threads));
    child.descriptor = slots.memory.descriptor();
    child.has_input = true;
    return child;
}

VideoInfo info_of(const jobs::ProgressMessage& line, std::int64_t maximum_pixels) {
    VideoInfo info;
    const std::int64_t width = line.integer("width");
    const std::int64_t height = line.integer("height");
    if (width < 1 || height < 1 || width > maximum_pixels || height > maximum_pixels / width) {
        fail("a picture of " + std::to_string(width) + "x" + std::to_string(height));
    }
    info.width = static_cast<int>(width);
    info.height = static_cast<int>(height);
    // What the container does not say is left out.
    if (line.has("durationSeconds")) info.duration_seconds = line.number("durationSeconds");
    if (line.has("framesPerSecond")) info.frames_per_second = line.number("framesPerSecond");
    if (line.has("frames")) info.frame_count = line.integer("frames");
    return info;
}

}  // namespace

class SandboxedVideoReader::Implementation {
  public:
    Implementation(const std::filesystem::path& path, const SandboxedReaderOptions& options,
                   std::stop_token stop)
        : options_(options),
          stop_(std::move(stop)),
          sample_bytes_(bytes_for_pixels(options.maximum_pixels)),
          slots_(std::make_shared<Slots>(sample_bytes_)),
          child_(command(path, options, *slots_, sample_bytes_)) {
        slots_->back = child_.input();
        info_ = blaming_program([&] { return begin(); });
        if (Image::bytes_for(info_.width, info_.height) > sample_bytes_) {
            throw Failure(ErrorCode::video_too_large, "a picture that is too narrow");
        }
    }

    const VideoInfo& info() const { return info_; }

    bool read(Frame& frame) {
        if (ended_) return false;
        frame.image = {};
        return blaming_program([&] { return take_next(frame); });
    }

  private:
    VideoInfo begin() {
        const auto line = next_line();
        if (line.type() != "opened") fail("does not begin with what it has opened");
        return info_of(line, options_.maximum_pixels);
    }

    bool take_next(Frame& frame) {
        const auto line = next_line();
        if (line.type() == "done") {
            ended_ = true;
            return false;
        }
        if (line.type() != "frame") fail("says " + std::string(line.type()));
        take(static_cast<std::size_t>(line.integer("slot")), frame);
        return true;
    }

    /// Waits on while the program works, or would if it had a processor.
    ChildProcess::Event read_line(std::string& text) {
        const auto begin = std::chrono::steady_clock::now();
        const auto event = child_.read_line(text, begin + options_.read_timeout, stop_);
        if (event != ChildProcess::Event::too_slow) return event;
        const auto most_used = child_.activity().processor_time + options_.read_timeout;
        const auto end = begin + longest_wait * options_.read_timeout;
        for (int asleep = 0; asleep < looks && std::chrono::steady_clock::now() < end;) {
            const auto later =
                child_.read_line(text, std::chrono::steady_clock::now() + between_looks, stop_);
            if (later != ChildProcess::Event::too_slow) return later;
            const ChildActivity now = child_.activity();
            if (now.processor_time > most_used) break;
            asleep = now.is_at_work ? 0 : asleep + 1;
        }
        return ChildProcess::Event::too_slow;
    }

    jobs::ProgressMessage next_line() {
        std::string text;
        switch (read_line(text)) {
            case ChildProcess::Event::line:
                break;
            case ChildProcess::Event::ended:
                fail(describe(child_.wait(std::chrono::steady_clock::now() + options_.read_timeout, stop_)));
            case ChildProcess::Event::too_slow:
                fail("no frame within the time");
            case ChildProcess::Event::stopped:
                throw Failure(ErrorCode::unavailable, "reading the video was stopped");
        }
        jobs::ProgressMessage line(text);
        if (line.type() == "failed") line.throw_failure_of_file();
        return line;
    }

    void take(std::size_t slot, Frame& frame) {
        // A slot that is lent already is not believed to be new: two frames would share it.
        if (slot >= slot_count || slots_->is_lent[slot].exchange(true)) fail("a slot that it does not have");
        const double time = slots_->memory.header(slot).time_seconds;
        if (!std::isfinite(time)) fail("a frame without a time");
        Image lent = lend(slot);
        lent.resize(info_.width, info_.height);
        if (slots_->lent > most_lent) {
            frame.image = std::as_const(lent);
        } else {
            frame.image = std::move(lent);
        }
        frame.index = frames_read_++;
        frame.time_seconds = time;
    }

    Image lend(std::size_t slot) {
        const auto samples = slots_->memory.samples(slot);
        ++slots_->lent;
        return {{samples.data(), [slots = slots_, slot](std::uint8_t*) { slots->give_back(slot); }},
                sample_bytes_};
    }

    const SandboxedReaderOptions options_;
    const std::stop_token stop_;
    const std::size_t sample_bytes_;
    std::shared_ptr<Slots> slots_;
    ChildProcess child_;
    VideoInfo info_;
    std::int64_t frames_read_ = 0;
    bool ended_ = false;
};

SandboxedVideoReader::SandboxedVideoReader(const std::filesystem::path& path,
                                           const SandboxedReaderOptions& options, std::stop_token stop)
    : implementation_(std::make_unique<Implementation>(path, options, std::move(stop))) {}

SandboxedVideoReader::~SandboxedVideoReader() = default;

const VideoInfo& SandboxedVideoReader::info() const {
    return implementation_->info();
}

bool SandboxedVideoReader::read(Frame& frame) {
    return implementation_->read(frame);
}

}  // namespace trainingzip::media
