#include "vision/trainer_poses.h"

#include <gtest/gtest.h>

#include <utility>

#include "base/error.h"
#include "media/orientation.h"
#include "media/video_reader.h"
#include "vision/test_poses.h"

namespace trainingzip::vision {
namespace {

const std::filesystem::path squat_clip = test::training_clip();

/// Below the folder of the models.
struct NetworkFiles {
    std::filesystem::path detector;
    std::filesystem::path pose;
};

const NetworkFiles real{"rtmdet_nano/rtmdet-nano.onnx", "pp_tinypose_256x192/model_fp32_folded.onnx"};
const NetworkFiles stand_in{"nanodet/nanodet.onnx", "movenet_thunder/movenet_thunder.onnx"};

class TrainerPoses : public testing::Test {
  protected:
    void SetUp() override {
        TRAININGZIP_NEEDS_MODEL("rtmdet_nano");
        TRAININGZIP_NEEDS_MODEL("pp_tinypose_256x192");
    }
};

class StandInPoses : public testing::Test {
  protected:
    void SetUp() override {
        TRAININGZIP_NEEDS_MODEL("nanodet");
        TRAININGZIP_NEEDS_MODEL("movenet_thunder");
    }
};

struct Networks {
    explicit Networks(const NetworkFiles& files)
        : detector(engine.load(test::model_folder() / files.detector)),
          estimator(engine.load(test::model_folder() / files.pose), {}) {}

    InferenceEngine engine{{Device::cpu, false, 1, false}};
    PersonDetector detector;
    PoseEstimator estimator;
};

struct ClipPoses {
    std::vector<TimedPose> poses;
    TrainerPosesSummary summary;
};

ClipPoses poses_of(const std::filesystem::path& video, const TrainerPosesOptions& options,
                   const NetworkFiles& files = real) {
    const Networks networks(files);
    ClipPoses clip;
    media::VideoReader frames(video, {});
    clip.summary = find_trainer_poses(frames, networks.detector, networks.estimator, options,
                                      [&](const TimedPose& pose) { clip.poses.push_back(pose); });
    return clip;
}

/// Gone through once for all tests.
const ClipPoses& squat_poses() {
    static const ClipPoses clip = poses_of(squat_clip, {});
    return clip;
}

/// Of all joints in all frames.
struct Agreement {
    double within_a_fifth = 0;  ///< Share of those that are at most a fifth of the torso off: PCK@0.2.
    double mean_error = 0;      ///< In torsos.
};

Agreement agreement(const std::vector<TimedPose>& poses, const std::vector<test::ReferencePose>& reference) {
    int joints = 0;
    int right = 0;
    double error_sum = 0;
    for (std::size_t frame = 0; frame < poses.size(); ++frame) {
        const auto position = [&](Part part) {
            return reference[frame][static_cast<std::size_t>(part)].second;
        };
        const Point shoulder = position(Part::left_shoulder);
        const Point hip = position(Part::right_hip);
        const double torso = std::hypot(shoulder.x - hip.x, shoulder.y - hip.y);
        for (const auto& [part, expected] : reference[frame]) {
            const Point found = at(poses[frame].pose, part).position;
            const double error = std::hypot(found.x - expected.x, found.y - expected.y) / torso;
            ++joints;
            error_sum += error;
            if (error <= 0.2) ++right;
        }
    }
    std::printf("PCK@0.2 %.4f, mean error %.4f of the torso\n", static_cast<double>(right) / joints,
                error_sum / joints);
    return {static_cast<double>(right) / joints, error_sum / joints};
}

TEST_F(TrainerPoses, AgreeWithTheReferenceOnTheSquats) {
    const auto& [poses, summary] = squat_poses();
    const auto reference = test::reference_poses();
    ASSERT_EQ(poses.size(), reference.size());
    EXPECT_EQ(summary.frames_with_trainer, summary.frames);
    EXPECT_NEAR(summary.duration_seconds, 13.0, 0.01);
    const Agreement found = agreement(poses, reference);
    EXPECT_GE(found.within_a_fifth, 0.99);
    EXPECT_LT(found.mean_error, 0.06);
}

/// The first frames of a video, turned clockwise: somebody who stood lies, or stands on the head.
class TurnedFrames : public media::FrameSource {
  public:
    static constexpr std::size_t limit = 25;

    TurnedFrames(media::FrameSource& upright, int quarter_turns)
        : upright_(upright), info_(upright.info()), turns_(quarter_turns) {
        if (turns_ % 2 != 0) std::swap(info_.width, info_.height);
    }

    const media::VideoInfo& info() const override { return info_; }
    bool read(media::Frame& frame) override {
        media::Frame original;
        if (++read_ > limit || !upright_.read(original)) return false;
        frame.index = original.index;
        frame.time_seconds = original.time_seconds;
        media::apply_orientation(original.image, {.quarter_turns = turns_}, frame.image);
        return true;
    }

  private:
    media::FrameSource& upright_;
    media::VideoInfo info_;
    int turns_;
    std::size_t read_ = 0;
};

TEST_F(TrainerPoses, AreReadAsWellOnTheFloorAndUpsideDown) {
    const auto reference = test::reference_poses();
    const Networks networks(real);
    for (int turns = 1; turns < 4; ++turns) {
        media::VideoReader upright(squat_clip, {});
        TurnedFrames frames(upright, turns);
        std::vector<TimedPose> poses;
        const auto summary = find_trainer_poses(
            frames, networks.detector, networks.estimator, {}, [&](const TimedPose& timed) {
                TimedPose back = timed;
                const Point last{static_cast<float>(frames.info().width - 1),
                                 static_cast<float>(frames.info().height - 1)};
                for (Keypoint& keypoint : back.pose)
                    keypoint.position = turned(keypoint.position, last, 4 - turns);
                poses.push_back(back);
            });
        ASSERT_EQ(poses.size(), TurnedFrames::limit);
        EXPECT_EQ(summary.frames_with_trainer, summary.frames) << turns;
        const Agreement found = agreement(poses, reference);
        EXPECT_GE(found.within_a_fifth, 0.99) << turns;
        EXPECT_LT(found.mean_error, 0.06) << turns;
    }
}

void expect_the_drawn_person(const NetworkFiles& files) {
    const auto [poses, summary] = poses_of(test::drawn_media_folder() / "drawn" / "reaching.mp4", {}, files);
    const auto drawn = test::drawn_poses("reaching");
    ASSERT_EQ(poses.size(), drawn.size());
    EXPECT_EQ(summary.frames_with_trainer, summary.frames);
    const Agreement found = agreement(poses, drawn);
    EXPECT_GE(found.within_a_fifth, 0.99);
    EXPECT_LT(found.mean_error, 0.06);
}

TEST_F(TrainerPoses, AreFoundInAPersonThatIsDrawn) {
    expect_the_drawn_person(real);
}

TEST_F(StandInPoses, AreFoundInAPersonThatIsDrawn) {
    expect_the_drawn_person(stand_in);
}

TEST_F(TrainerPoses, ShowThreeSquats) {
    int squats = 0;
    bool down = false;
    for (const TimedPose& timed : squat_poses().poses) {
        const double angle =
            (test::knee_angle(timed.pose, Part::left_hip, Part::left_knee, Part::left_ankle) +
             test::knee_angle(timed.pose, Part::right_hip, Part::right_knee, Part::right_ankle)) /
            2;
        if (!down && angle < 110) {
            down = true;
            ++squats;
        } else if (down && angle > 150) {
            down = false;
        }
    }
    EXPECT_EQ(squats, 3);
}

TEST_F(TrainerPoses, FollowTheDancerThroughEveryFrame) {
    TRAININGZIP_NEEDS_RECORDED("talmolab_dance");
    const auto [poses, summary] =
        poses_of(test::recorded_media_folder() / "talmolab_dance" / "KeithNotationPhrase.track0.mp4", {});
    EXPECT_EQ(poses.size(), 545u);
    EXPECT_EQ(summary.frames_with_trainer, 545);
}

TEST_F(TrainerPoses, EndWhenAskedToStop) {
    const Networks networks(real);
    std::stop_source stop;
    const auto run = [&] {
        media::VideoReader frames(squat_clip, {}, stop.get_token());
        find_trainer_poses(frames, networks.detector, networks.estimator, {},
                           [&](const auto&) { stop.request_stop(); });
    };
    EXPECT_THROW(run(), Failure);
}

}  // namespace
}  // namespace trainingzip::vision
