#pragma once

#include <cstdint>
#include <span>

#include "storage/video_storage.h"

namespace trainingzip::jobs {

/// Writes the track of the trainer for the shape server while the pose server finds it: a file to which pose
/// blocks (vision/pose_block.h) are added, each behind its length in bytes (32 bits, little endian). A length
/// of 0 ends it. One thread.
class PoseTrackWriter {
  public:
    /// Replaces the file of the key; whoever reads the previous one keeps that. Throws as StorageWriter does,
    /// like the other calls.
    explicit PoseTrackWriter(storage::StorageWriter file);

    /// A block of at most longest_block bytes, not empty.
    void add(std::span<const std::uint8_t> block);
    void finish();

    static constexpr std::uint32_t longest_block = 1 << 20;

  private:
    void write_length(std::uint32_t length);

    storage::StorageWriter file_;
};

}  // namespace trainingzip::jobs
