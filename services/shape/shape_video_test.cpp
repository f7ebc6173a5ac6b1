#include "shape/shape_video.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "base/error.h"
#include "base/ids.h"
#include "jobs/pose_track_writer.h"
#include "storage/video_storage.h"
#include "vision/pose_block.h"

namespace trainingzip::shape {
namespace {

constexpr int width = 320;
constexpr int height = 240;
constexpr int frame_count = 24;
constexpr double frames_per_second = 25;

/// Somebody who stands with the middle of the body at this x.
vision::Pose standing_at(float x) {
    vision::Pose pose;
    for (const auto& [part, across, y] : {std::tuple{vision::nose, 0.0F, 20.0F},
                                          {vision::left_shoulder, 20.0F, 50.0F},
                                          {vision::right_shoulder, -20.0F, 50.0F},
                                          {vision::left_hip, 12.0F, 100.0F},
                                          {vision::right_hip, -12.0F, 100.0F},
                                          {vision::left_ankle, 12.0F, 180.0F},
                                          {vision::right_ankle, -12.0F, 180.0F}}) {
        pose[static_cast<std::size_t>(part)] = {{x + across, y}, 0.9F};
    }
    return pose;
}

float place_in(std::int64_t frame) {
    return 60 + 8 * static_cast<float>(frame);
}

/// Grey frames of which each is as light as its number.
class GreyFrames : public media::FrameSource {
  public:
    GreyFrames() {
        info_.width = width;
        info_.height = height;
        info_.frames_per_second = frames_per_second;
        info_.frame_count = frame_count;
    }
    const media::VideoInfo& info() const override { return info_; }
    bool read(media::Frame& frame) override {
        if (next_ == frame_count) return false;
        frame.image = media::Image(width, height);
        frame.image.fill(static_cast<std::uint8_t>(next_));
        frame.index = next_;
        frame.time_seconds = static_cast<double>(next_) / frames_per_second;
        ++next_;
        return true;
    }

  private:
    media::VideoInfo info_;
    std::int64_t next_ = 0;
};

/// The box of the person, later for every second frame than for the one after it.
class SlowMasker : public vision::PersonMasker {
  public:
    vision::PersonMask cut_out(const media::ImageView& picture,
                               const vision::TrackedPerson& person) const override {
        const int now = ++at_once;
        int most = most_at_once;
        while (now > most && !most_at_once.compare_exchange_weak(most, now)) {
        }
        const int frame = picture.pixels[0];
        EXPECT_NEAR(person.box.centre().x, place_in(frame), 2);
        std::this_thread::sleep_for(std::chrono::milliseconds(frame % 2 == 0 ? 8 : 1));
        --at_once;
        if (frame == fails_at) throw std::runtime_error("no memory");
        vision::PersonMask mask{{person.box, 0}, vision::Plane(2, 2)};
        std::fill(mask.probabilities.values.begin(), mask.probabilities.values.end(), 1.0F);
        return mask;
    }

    mutable std::atomic<int> at_once = 0;
    mutable std::atomic<int> most_at_once = 0;
    int fails_at = -1;
};

class ShapeVideoTest : public testing::Test {
  protected:
    ShapeVideoTest() {
        std::vector<vision::TimedPose> poses;
        poses.reserve(frame_count);
        for (int i = 0; i < frame_count; ++i)
            poses.push_back({i / frames_per_second, standing_at(place_in(i)), vision::PoseOrigin::inferred});
        jobs::PoseTrackWriter writer(storage.writer("track"));
        writer.add(vision::encode_pose_block({0, width, height, poses}));
        writer.finish();
    }
    ~ShapeVideoTest() override { std::filesystem::remove_all(folder); }

    ShapeSummary write(const std::filesystem::path& target, std::size_t frames_at_once) {
        GreyFrames frames;
        TrainerTrack track(storage.path_of("track"), frames.info(), {}, {}, [] {});
        ShapeVideoSettings settings;
        settings.frames_at_once = frames_at_once;
        return write_shape_video(masker, frames, track, target, settings, stop.get_token(),
                                 {[](auto) {},
                                  [this](std::int64_t done) {
                                      if (done == stops_at) stop.request_stop();
                                  }});
    }

    static std::string bytes_of(const std::filesystem::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("trainingzip-" + random_hex(8));
    const storage::VideoStorage storage{folder};
    SlowMasker masker;
    std::stop_source stop;
    std::int64_t stops_at = -1;
};

TEST_F(ShapeVideoTest, IsTheSameHoweverManyFramesAreAtWork) {
    const auto alone = write(folder / "alone.mp4", 1);
    EXPECT_EQ(masker.most_at_once, 1);
    const auto together = write(folder / "together.mp4", 4);
    EXPECT_GT(masker.most_at_once, 1);
    EXPECT_LE(masker.most_at_once, 4);
    for (const ShapeSummary& summary : {alone, together}) {
        EXPECT_EQ(summary.frames, frame_count);
        EXPECT_EQ(summary.frames_with_trainer, frame_count);
    }
    const std::string expected = bytes_of(folder / "alone.mp4");
    EXPECT_GT(expected.size(), 1000u);
    EXPECT_TRUE(bytes_of(folder / "together.mp4") == expected);
}

TEST_F(ShapeVideoTest, WhatOneFrameThrowsEndsTheVideoAndNothingGoesOnBehindIt) {
    masker.fails_at = 10;
    EXPECT_THROW(write(folder / "shape.mp4", 4), std::runtime_error);
    EXPECT_EQ(masker.at_once, 0);
}

TEST_F(ShapeVideoTest, StopsWithFramesAtWork) {
    stops_at = 6;
    EXPECT_THROW(write(folder / "shape.mp4", 4), Failure);
    EXPECT_EQ(masker.at_once, 0);
}

}  // namespace
}  // namespace trainingzip::shape
