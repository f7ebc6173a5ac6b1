#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "jobs/pose_track_reader.h"
#include "media/video_info.h"
#include "vision/tracked_person.h"

namespace trainingzip::shape {

/// How long the next poses are waited for.
struct TrackPatience {
    std::chrono::milliseconds interval{50};      ///< Between two looks at the file.
    std::chrono::milliseconds longest{900'000};  ///< The upload server gives up earlier, if it lives.
};

/// Where the trainer is in each frame of a video, as the pose server finds it, maybe at this moment. One
/// thread.
class TrainerTrack {
  public:
    /// Of the video that `video` describes. `on_wait` is called again and again while poses are waited for.
    /// Throws as PoseTrackReader does.
    TrainerTrack(const std::filesystem::path& path, const media::VideoInfo& video, std::stop_token stop,
                 const TrackPatience& patience, std::function<void()> on_wait);

    /// In the next frame, whose time this is; nullopt where no trainer was seen. Waits until it is known.
    /// Throws Failure: unavailable when stopped or after the longest wait, processing_failed for poses of
    /// another video, which includes another number of frames.
    std::optional<vision::TrackedPerson> next(double time_seconds);

  private:
    void read_block();
    void wait();

    jobs::PoseTrackReader reader_;
    const int width_;
    const int height_;
    const std::stop_token stop_;
    const TrackPatience patience_;
    const std::function<void()> on_wait_;
    std::deque<vision::TimedPose> poses_;
    vision::TrackedPersonReader persons_;
};

}  // namespace trainingzip::shape
