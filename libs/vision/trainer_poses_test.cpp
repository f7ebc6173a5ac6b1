#include "vision/trainer_poses.h"

#include <gtest/gtest.h>

#include <algorithm>
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
    media::VideoReader beginning(video, {});
    const auto people = search_trainer(beginning, networks.detector, networks.estimator, options.search);
    media::VideoReader frames(video, {});
    clip.summary = find_trainer_poses(frames, people, networks.detector, networks.estimator, options,
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

/// The frames of a video, at another rate.
class AnotherRate : public media::FrameSource {
  public:
    AnotherRate(const std::filesystem::path& video, double frames_per_second)
        : video_(video, {}), info_(video_.info()), frames_per_second_(frames_per_second) {
        info_.frames_per_second = frames_per_second;
    }

    const media::VideoInfo& info() const override { return info_; }
    bool read(media::Frame& frame) override {
        if (!video_.read(frame)) return false;
        frame.time_seconds = frames_++ / frames_per_second_;
        return true;
    }

  private:
    media::VideoReader video_;
    media::VideoInfo info_;
    const double frames_per_second_;
    int frames_ = 0;
};

TEST_F(TrainerPoses, AtMoreThanThirtyFramesASecondAreInterpolatedInBetween) {
    const Networks networks(real);
    constexpr double rate = 60;
    AnotherRate beginning(squat_clip, rate);
    const auto people = search_trainer(beginning, networks.detector, networks.estimator, {});
    AnotherRate frames(squat_clip, rate);
    std::vector<TimedPose> poses;
    const auto summary = find_trainer_poses(frames, people, networks.detector, networks.estimator, {},
                                            [&](const TimedPose& pose) { poses.push_back(pose); });
    ASSERT_EQ(std::ssize(poses), summary.frames);
    ASSERT_GT(poses.size(), 20u);
    for (std::size_t i = 0; i < poses.size(); ++i) {
        EXPECT_EQ(poses[i].is_interpolated(), i % 2 != 0) << i;
        EXPECT_GT(mean_score(poses[i].pose), 0.5F) << i;
        EXPECT_NEAR(poses[i].time_seconds, static_cast<double>(i) / rate, 1e-9);
    }
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

/// A video in the top left of black squares. The frames `first` to before `end` are turned clockwise, as
/// somebody who lies or stands on the head; the others are as they were.
class TurnedFrames : public media::FrameSource {
  public:
    struct Range {
        std::int64_t first = 0;
        std::int64_t end = 0;
        bool contains(std::int64_t frame) const { return frame >= first && frame < end; }
    };

    /// Ends before the frame `limit`.
    TurnedFrames(media::FrameSource& upright, int quarter_turns, Range turned, std::int64_t limit)
        : upright_(upright), info_(upright.info()), turns_(quarter_turns), turned_(turned), limit_(limit) {
        info_.width = info_.height = std::max(info_.width, info_.height);
    }

    const media::VideoInfo& info() const override { return info_; }
    bool read(media::Frame& frame) override {
        media::Frame original;
        if (read_ == limit_ || !upright_.read(original)) return false;
        frame.index = original.index;
        frame.time_seconds = original.time_seconds;
        media::Image square(info_.width, info_.height, original.image.format());
        for (int y = 0; y < original.image.height(); ++y)
            std::copy_n(original.image.pixel(0, y), 3 * original.image.width(), square.pixel(0, y));
        media::apply_orientation(square, {.quarter_turns = turns_of(read_++)}, frame.image);
        return true;
    }

    /// The pose of a frame as it would be in the upright video.
    TimedPose upright_pose(TimedPose timed, std::int64_t frame) const {
        const Point last{static_cast<float>(info_.width - 1), static_cast<float>(info_.height - 1)};
        for (Keypoint& keypoint : timed.pose)
            keypoint.position = turned(keypoint.position, last, (4 - turns_of(frame)) % 4);
        return timed;
    }

  private:
    int turns_of(std::int64_t frame) const { return turned_.contains(frame) ? turns_ : 0; }

    media::FrameSource& upright_;
    media::VideoInfo info_;
    int turns_;
    Range turned_;
    std::int64_t limit_;
    std::int64_t read_ = 0;
};

/// Of the squats, with the upright positions.
std::vector<TimedPose> poses_of_turned_squats(int quarter_turns, TurnedFrames::Range turned,
                                              std::int64_t limit) {
    const Networks networks(real);
    const auto people = [&] {
        media::VideoReader upright(squat_clip, {});
        TurnedFrames beginning(upright, quarter_turns, turned, limit);
        return search_trainer(beginning, networks.detector, networks.estimator, {});
    }();
    media::VideoReader upright(squat_clip, {});
    TurnedFrames frames(upright, quarter_turns, turned, limit);
    std::vector<TimedPose> poses;
    find_trainer_poses(
        frames, people, networks.detector, networks.estimator, {}, [&](const TimedPose& timed) {
            poses.push_back(frames.upright_pose(timed, static_cast<std::int64_t>(poses.size())));
        });
    return poses;
}

TEST_F(TrainerPoses, AreReadAsWellOnTheFloorAndUpsideDown) {
    const auto reference = test::reference_poses();
    constexpr std::int64_t frames = 25;
    for (int turns = 1; turns < 4; ++turns) {
        const auto poses = poses_of_turned_squats(turns, {0, frames}, frames);
        ASSERT_EQ(poses.size(), frames);
        const Agreement found = agreement(poses, reference);
        EXPECT_GE(found.within_a_fifth, 0.99) << turns;
        EXPECT_LT(found.mean_error, 0.06) << turns;
    }
}

/// From this frame on; the reference of the same frames.
Agreement agreement_from(std::size_t first, const std::vector<TimedPose>& poses) {
    const auto reference = test::reference_poses();
    const auto begin = static_cast<std::ptrdiff_t>(first);
    return agreement({poses.begin() + begin, poses.end()}, {reference.begin() + begin, reference.end()});
}

TEST_F(TrainerPoses, ComeBackAfterACutToSomebodyWhoLiesOrStandsAgain) {
    // Five frames a second: whoever is elsewhere after the cut is taken after two seconds.
    constexpr std::int64_t cut = 10;
    constexpr std::int64_t end = 33;
    constexpr std::size_t found_again = 23;
    const auto gets_up = poses_of_turned_squats(1, {0, cut}, end);
    EXPECT_GE(agreement_from(found_again, gets_up).within_a_fifth, 0.99);
    const auto lies_down = poses_of_turned_squats(3, {cut, end}, end);
    EXPECT_GE(agreement_from(found_again, lies_down).within_a_fifth, 0.99);
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
        find_trainer_poses(frames, {}, networks.detector, networks.estimator, {},
                           [&](const auto&) { stop.request_stop(); });
    };
    EXPECT_THROW(run(), Failure);
}

}  // namespace
}  // namespace trainingzip::vision
