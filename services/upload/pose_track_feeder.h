#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "jobs/pose_track_writer.h"
#include "upload/job_queue.h"
#include "upload/upload_context.h"

namespace trainingzip::upload {

/// How long the poses of an upload are waited for.
struct FeedingTimes {
    std::chrono::milliseconds interval{200};      ///< Between two looks at the database.
    std::chrono::milliseconds patience{600'000};  ///< Without new poses.
};

/// Passes the poses of an upload on to the shape server while they come in, on a thread of its own: from the
/// database, where the pose job puts them, perhaps on another server, to the track in the video storage.
class PoseTrackFeeder {
  public:
    /// Makes the track, then starts. Requests a stop of `order`, the shape job, when its poses are not those
    /// of one finished or running pose job any more. Throws as storage::StorageWriter does.
    PoseTrackFeeder(UploadContext& context, const Job& shape_job, std::stop_source order,
                    const FeedingTimes& times = {});
    /// Removes the track.
    ~PoseTrackFeeder();
    PoseTrackFeeder(const PoseTrackFeeder&) = delete;
    PoseTrackFeeder& operator=(const PoseTrackFeeder&) = delete;

    /// Ends the thread and throws what made it stop the order, if anything did: Failure(unavailable) for
    /// poses that have to be waited for, or what the database and the storage throw.
    void finish();

  private:
    struct Block {
        std::int64_t first_frame = 0;
        std::string content;
    };
    struct Found {
        bool at_work = false;  ///< The pose job is.
        bool done = false;
        std::vector<Block> blocks;  ///< The last one that was passed on, then new ones.
    };

    void feed(const std::stop_token& stop);
    /// false at the end of the track.
    bool pass_on();
    Found look();

    UploadContext& context_;
    const Job job_;
    const FeedingTimes times_;
    std::stop_source order_;
    jobs::PoseTrackWriter writer_;
    std::optional<Block> last_;  ///< That was passed on.
    std::chrono::steady_clock::time_point last_news_;
    std::exception_ptr failure_;  ///< Read after the thread has ended.
    std::jthread thread_;
};

}  // namespace trainingzip::upload
