#include "vision/trainer_poses.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "vision/test_poses.h"

namespace trainingzip::vision {
namespace {

class TrainerPoses : public testing::Test {
  protected:
    std::vector<TimedPose> poses_of(const std::filesystem::path& video) {
        std::vector<TimedPose> poses;
        summary_ = find_trainer_poses(
            video, detector_, estimator_, {}, {}, [](const auto&) {},
            [&](const TimedPose& pose) { poses.push_back(pose); });
        return poses;
    }

    InferenceEngine engine_{{Device::cpu, false, 1, false}};
    PersonDetector detector_{engine_.load(test::model_folder() / "rtmdet_nano" / "rtmdet-nano.onnx")};
    PoseEstimator estimator_{
        engine_.load(test::model_folder() / "pp_tinypose_256x192" / "model_fp32_folded.onnx"), {}};
    TrainerPosesSummary summary_;
};

TEST_F(TrainerPoses, AgreeWithTheReferenceOnTheSquats) {
    const auto poses = poses_of(test::media_folder() / "tfjs_pose_squats" / "pose_squats.mp4");
    const auto reference = test::reference_poses();
    ASSERT_EQ(poses.size(), reference.size());
    EXPECT_EQ(summary_.frames_with_trainer, summary_.frames);
    EXPECT_NEAR(summary_.duration_seconds, 13.0, 0.01);

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

TEST_F(TrainerPoses, ShowThreeSquats) {
    int squats = 0;
    bool down = false;
    for (const TimedPose& timed : poses_of(test::media_folder() / "tfjs_pose_squats" / "pose_squats.mp4")) {
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

TEST_F(TrainerPoses, EndWhenAskedToStop) {
    std::stop_source stop;
    const auto run = [&] {
        find_trainer_poses(
            test::media_folder() / "tfjs_pose_squats" / "pose_squats.mp4", detector_, estimator_, {},
            stop.get_token(), [](const auto&) {}, [&](const auto&) { stop.request_stop(); });
    };
    EXPECT_THROW(run(), Failure);
}

}  // namespace
}  // namespace trainingzip::vision
