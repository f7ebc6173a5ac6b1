#include "vision/trainer_poses.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "media/video_reader.h"
#include "vision/test_poses.h"

namespace trainingzip::vision {
namespace {

const std::filesystem::path squat_clip = test::media_folder() / "tfjs_pose_squats" / "pose_squats.mp4";

struct Networks {
    InferenceEngine engine{{Device::cpu, false, 1, false}};
    PersonDetector detector{engine.load(test::model_folder() / "rtmdet_nano" / "rtmdet-nano.onnx")};
    PoseEstimator estimator{
        engine.load(test::model_folder() / "pp_tinypose_256x192" / "model_fp32_folded.onnx"), {}};
};

struct ClipPoses {
    std::vector<TimedPose> poses;
    TrainerPosesSummary summary;
};

ClipPoses poses_of(const std::filesystem::path& video, const TrainerPosesOptions& options) {
    const Networks networks;
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

TEST(TrainerPoses, AgreeWithTheReferenceOnTheSquats) {
    const auto& [poses, summary] = squat_poses();
    const auto reference = test::reference_poses();
    ASSERT_EQ(poses.size(), reference.size());
    EXPECT_EQ(summary.frames_with_trainer, summary.frames);
    EXPECT_NEAR(summary.duration_seconds, 13.0, 0.01);

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
    const double correct = static_cast<double>(right) / joints;
    RecordProperty("pck", std::to_string(correct));
    std::printf("PCK@0.2 %.4f, mean error %.4f of the torso\n", correct, error_sum / joints);
    EXPECT_GE(correct, 0.99);
    EXPECT_LT(error_sum / joints, 0.06);
}

TEST(TrainerPoses, ShowThreeSquats) {
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

TEST(TrainerPoses, GoOnFromALaterFrame) {
    TrainerPosesOptions options;
    options.first_frame = 60;
    const auto [poses, summary] = poses_of(squat_clip, options);
    EXPECT_EQ(summary.frames, 65);
    ASSERT_EQ(poses.size(), 5u);
    for (std::size_t i = 0; i < poses.size(); ++i) {
        const TimedPose& before = squat_poses().poses[60 + i];
        EXPECT_EQ(poses[i].time_seconds, before.time_seconds);
        EXPECT_NEAR(at(poses[i].pose, Part::nose).position.y, at(before.pose, Part::nose).position.y, 10);
    }
}

TEST(TrainerPoses, FollowTheDancerThroughEveryFrame) {
    const auto [poses, summary] =
        poses_of(test::media_folder() / "talmolab_dance" / "KeithNotationPhrase.track0.mp4", {});
    EXPECT_EQ(poses.size(), 545u);
    EXPECT_EQ(summary.frames_with_trainer, 545);
}

TEST(TrainerPoses, EndWhenAskedToStop) {
    const Networks networks;
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
