#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "database/database.h"

namespace trainingzip::upload {

/// Validates and stores the pose blocks of one job as they arrive from the pose server, which is not trusted:
/// each must decode, continue the previous one in frames and time, and match the video.
class PoseStore {
  public:
    /// Deletes the blocks of earlier attempts.
    PoseStore(database::Database& database, std::string upload_id);

    /// base64url of one block. Throws Failure(processing_failed) for an invalid one.
    void add(std::string_view block);

    /// Throws Failure(processing_failed) unless all frames of the video, as far as their number is known,
    /// have arrived.
    void check_complete(std::int64_t frames_told) const;

    std::int64_t frames() const { return next_frame_; }

  private:
    database::Database& database_;
    const std::string upload_id_;
    std::int64_t width_ = 0;
    std::int64_t height_ = 0;
    std::int64_t frames_of_video_ = 0;
    std::int64_t next_frame_ = 0;
    std::optional<double> last_time_;
};

}  // namespace trainingzip::upload
