#pragma once

#include <filesystem>

#include "media/ffmpeg_handles.h"

namespace trainingzip::media {

/// An MP4 file with its index at the front. Every call throws Failure(storage_full) when the disk is full and
/// Failure(processing_failed) for other faults.
class Mp4Output {
  public:
    explicit Mp4Output(const std::filesystem::path& path);
    ~Mp4Output();
    Mp4Output(const Mp4Output&) = delete;
    Mp4Output& operator=(const Mp4Output&) = delete;

    /// Before begin(). The stream belongs to the output; the caller fills codecpar and time_base.
    AVStream& add_stream();
    /// Writes the header; the muxer may change the time bases of the streams.
    void begin();
    /// Takes the content of the packet; its times are in `time_base`.
    void write(AVPacket& packet, const AVStream& stream, AVRational time_base);
    void finish();

  private:
    AVFormatContext* format_ = nullptr;
};

}  // namespace trainingzip::media
