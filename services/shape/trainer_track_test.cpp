#include "shape/trainer_track.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/error.h"
#include "base/ids.h"
#include "jobs/pose_track_writer.h"
#include "vision/pose_block.h"

namespace trainingzip::shape {
namespace {

/// Somebody of 160 pixels who stands with the middle of the body at this x.
vision::Pose standing_at(float x) {
    vision::Pose pose;
    const auto put = [&](vision::Part part, float across, float y) {
        pose[static_cast<std::size_t>(part)] = {{x + across, y}, 0.9F};
    };
    put(vision::nose, 0, 20);
    put(vision::left_shoulder, 20, 50);
    put(vision::right_shoulder, -20, 50);
    put(vision::left_hip, 12, 100);
    put(vision::right_hip, -12, 100);
    put(vision::left_ankle, 12, 180);
    put(vision::right_ankle, -12, 180);
    return pose;
}

class TrainerTrackTest : public testing::Test {
  protected:
    TrainerTrackTest() {
        video.width = 320;
        video.height = 240;
    }
    ~TrainerTrackTest() override { std::filesystem::remove_all(folder); }

    TrainerTrack track() {
        return {storage.path_of("track"),
                video,
                stop.get_token(),
                {std::chrono::milliseconds(1), std::chrono::milliseconds(30)},
                [this] { ++waits; }};
    }

    static std::vector<std::uint8_t> block(std::uint32_t first, const std::vector<vision::TimedPose>& poses,
                                           std::uint16_t width = 320) {
        return vision::encode_pose_block({first, width, 240, poses});
    }

    ErrorCode failure_of(TrainerTrack& track, double time_seconds) {
        try {
            track.next(time_seconds);
        } catch (const Failure& failure) {
            return failure.code();
        }
        return ErrorCode::internal;
    }

    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("trainingzip-" + random_hex(8));
    const storage::VideoStorage storage{folder};
    jobs::PoseTrackWriter writer{storage.writer("track")};
    media::VideoInfo video;
    std::stop_source stop;
    int waits = 0;
};

TEST_F(TrainerTrackTest, TellsWhereTheTrainerIsInEachFrame) {
    writer.add(block(0, {{0, standing_at(100)}, {0.1, {}}}));
    writer.add(block(2, {{0.2, standing_at(200)}}));
    TrainerTrack read = track();
    const auto first = read.next(0);
    ASSERT_TRUE(first);
    EXPECT_NEAR(first->box.centre().x, 100, 1);
    EXPECT_EQ(first->quarter_turns, 0);
    EXPECT_FALSE(read.next(0.1));
    const auto last = read.next(0.2);
    ASSERT_TRUE(last);
    EXPECT_NEAR(last->box.centre().x, 200, 1);
    EXPECT_EQ(waits, 0);
}

TEST_F(TrainerTrackTest, TakesAnInterpolatedPoseUnlessTheTrainerWasUnseen) {
    using enum vision::PoseOrigin;
    writer.add(block(0, {{0, standing_at(100)},
                         {0.1, standing_at(110), not_inferred},
                         {0.2, standing_at(120), unseen},
                         {0.3, standing_at(130)}}));
    TrainerTrack read = track();
    EXPECT_TRUE(read.next(0));
    EXPECT_TRUE(read.next(0.1));
    EXPECT_FALSE(read.next(0.2));
    EXPECT_TRUE(read.next(0.3));
}

TEST_F(TrainerTrackTest, WaitsForPosesThatAreBeingFound) {
    TrainerTrack read = {storage.path_of("track"),
                         video,
                         stop.get_token(),
                         {std::chrono::milliseconds(1), std::chrono::milliseconds(20'000)},
                         [this] {
                             if (++waits == 3) writer.add(block(0, {{0, standing_at(100)}}));
                         }};
    EXPECT_TRUE(read.next(0));
    EXPECT_GE(waits, 3);
}

TEST_F(TrainerTrackTest, DoesNotWaitForEver) {
    TrainerTrack read = track();
    EXPECT_EQ(failure_of(read, 0), ErrorCode::unavailable);
    stop.request_stop();
    waits = 0;
    EXPECT_EQ(failure_of(read, 0), ErrorCode::unavailable);
    EXPECT_EQ(waits, 0);
}

TEST_F(TrainerTrackTest, OfAnotherVideoIsRefused) {
    writer.add(block(0, {{0, standing_at(100)}}));
    TrainerTrack other_times = track();
    EXPECT_EQ(failure_of(other_times, 0.5), ErrorCode::processing_failed);

    writer.finish();
    TrainerTrack shorter = track();
    shorter.next(0);
    EXPECT_EQ(failure_of(shorter, 0.1), ErrorCode::processing_failed);

    jobs::PoseTrackWriter(storage.writer("track")).add(block(0, {{0, standing_at(100)}}, 640));
    TrainerTrack other_size = track();
    EXPECT_EQ(failure_of(other_size, 0), ErrorCode::processing_failed);
}

}  // namespace
}  // namespace trainingzip::shape
