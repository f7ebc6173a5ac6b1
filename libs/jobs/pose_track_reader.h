#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace trainingzip::jobs {

/// Reads what PoseTrackWriter writes, while it is being written. One thread.
class PoseTrackReader {
  public:
    /// Throws Failure(file_not_found).
    explicit PoseTrackReader(const std::filesystem::path& path);

    /// The next block; nullopt when it has not been written as a whole yet, and once ended(). Throws
    /// Failure(processing_failed) for a file of another form.
    std::optional<std::vector<std::uint8_t>> next();
    bool ended() const { return ended_; }

  private:
    /// Whether all these bytes were there.
    bool read(std::uint64_t offset, std::vector<std::uint8_t>& bytes);

    std::ifstream file_;
    std::uint64_t offset_ = 0;
    bool ended_ = false;
};

}  // namespace trainingzip::jobs
