#include "shape/trainer_track.h"

#include <cmath>
#include <thread>
#include <utility>

#include "base/error.h"
#include "vision/pose_block.h"

namespace trainingzip::shape {

namespace {

vision::PoseBlock decode(const std::vector<std::uint8_t>& bytes) {
    try {
        return vision::decode_pose_block(bytes);
    } catch (const Failure& failure) {
        throw Failure(ErrorCode::processing_failed, failure.what());
    }
}

}  // namespace

TrainerTrack::TrainerTrack(const std::filesystem::path& path, const media::VideoInfo& video,
                           std::stop_token stop, const TrackPatience& patience, std::function<void()> on_wait)
    : reader_(path),
      width_(video.width),
      height_(video.height),
      stop_(std::move(stop)),
      patience_(patience),
      on_wait_(std::move(on_wait)) {}

void TrainerTrack::wait() {
    if (stop_.stop_requested()) throw Failure(ErrorCode::unavailable, "the shape job was stopped");
    on_wait_();
    std::this_thread::sleep_for(patience_.interval);
}

void TrainerTrack::read_block() {
    const auto deadline = std::chrono::steady_clock::now() + patience_.longest;
    auto bytes = reader_.next();
    while (!bytes) {
        if (reader_.ended()) throw Failure(ErrorCode::processing_failed, "the track ends before the video");
        if (std::chrono::steady_clock::now() > deadline)
            throw Failure(ErrorCode::unavailable, "no more poses came");
        wait();
        bytes = reader_.next();
    }
    const vision::PoseBlock block = decode(*bytes);
    if (block.width != width_ || block.height != height_)
        throw Failure(ErrorCode::processing_failed, "the track is of another picture size");
    poses_.insert(poses_.end(), block.frames.begin(), block.frames.end());
}

std::optional<vision::TrackedPerson> TrainerTrack::next(double time_seconds) {
    // Both servers read the same times from the same file.
    constexpr double same_time = 1e-3;
    if (poses_.empty()) read_block();
    const vision::TimedPose pose = poses_.front();
    poses_.pop_front();
    if (std::abs(pose.time_seconds - time_seconds) > same_time)
        throw Failure(ErrorCode::processing_failed, "the track has other times than the video");
    // Where the trainer was not seen, somebody else may stand in front.
    if (pose.origin == vision::PoseOrigin::unseen) return std::nullopt;
    return persons_.read(pose.pose);
}

}  // namespace trainingzip::shape
