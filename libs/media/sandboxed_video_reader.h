#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "base/sandboxed_program.h"
#include "media/frame_source.h"

namespace trainingzip::media {

struct SandboxedReaderOptions {
    SandboxedProgram program;
    int threads = 1;                                ///< Of the decoder; 0 lets FFmpeg choose.
    std::int64_t maximum_pixels = 4096LL * 2304LL;  ///< Larger pictures are refused.
    /// For one call of read() and for opening. A program that is at work by then may use as much processor
    /// time more, and has ten times as long: others may leave it little.
    std::chrono::milliseconds read_timeout{30'000};
};

/// Reads a video through the sandboxed program, so that a decoder that a hostile file has crashed or taken
/// over cannot affect this process. The program decodes ahead into its slots in shared memory. Frames are
/// views of a slot, not copies, as long as only a few are held; further ones are copied. Use the reader from
/// one thread; frames may be released on any thread, also after the reader.
class SandboxedVideoReader final : public FrameSource {
  public:
    /// Throws Failure as VideoReader does, media_process_died when the program dies, violates the protocol or
    /// is too slow; unavailable when stop was requested; std::system_error when it cannot be started.
    SandboxedVideoReader(const std::filesystem::path& path, const SandboxedReaderOptions& options,
                         std::stop_token stop = {});
    ~SandboxedVideoReader() override;
    SandboxedVideoReader(const SandboxedVideoReader&) = delete;
    SandboxedVideoReader& operator=(const SandboxedVideoReader&) = delete;

    const VideoInfo& info() const override;
    /// Throws as the constructor.
    bool read(Frame& frame) override;

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace trainingzip::media
