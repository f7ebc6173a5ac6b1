#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "vision/pose_gap_filler.h"
#include "vision/pose_smoother.h"

namespace trainingzip::vision {
namespace {

/// Somebody upright whose trunk is 100 pixels long, the left hand `reach` to the side of the hip.
Pose person(float x, float reach = 40, float scale = 1) {
    Pose pose;
    for (std::size_t part = 0; part < part_count; ++part) {
        const auto height = static_cast<float>(part) * 15;
        pose[part] = {{x + (part % 2 == 0 ? -20.0F : 20.0F) * scale, 100 + height * scale}, 0.9F};
    }
    for (const Part part : {left_shoulder, right_shoulder}) pose[part].position.y = 150;
    for (const Part part : {left_hip, right_hip}) pose[part].position.y = 150 + 100 * scale;
    pose[left_wrist].position.x = x + reach;
    return pose;
}

template <typename Filter>
std::vector<TimedPose> filtered(const std::vector<TimedPose>& frames) {
    std::vector<TimedPose> result;
    Filter filter([&](const TimedPose& pose) { result.push_back(pose); });
    for (const TimedPose& frame : frames) filter.add(frame);
    filter.finish();
    return result;
}

std::vector<TimedPose> moving_with_gap(int first_missing, int missing, double fps = 30, float jump = 0) {
    std::vector<TimedPose> frames;
    for (int i = 0; i < 60; ++i) {
        const bool is_missing = i >= first_missing && i < first_missing + missing;
        const float x = 200 + static_cast<float>(i) + (i >= first_missing ? jump : 0);
        frames.push_back({i / fps, is_missing ? Pose{} : person(x)});
    }
    return frames;
}

TEST(PoseGapFiller, FillsAGapOfHalfASecondAndMarksIt) {
    const auto frames = moving_with_gap(20, 14);
    const auto result = filtered<PoseGapFiller>(frames);
    ASSERT_EQ(result.size(), frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const bool was_missing = i >= 20 && i < 34;
        EXPECT_EQ(result[i].is_interpolated(), was_missing) << i;
        EXPECT_EQ(result[i].time_seconds, frames[i].time_seconds);
        EXPECT_NEAR(result[i].pose[nose].position.x, 180 + static_cast<float>(i), 0.01F) << i;
        EXPECT_NEAR(result[i].pose[nose].score, 0.9F, 1e-6F);
    }
}

TEST(PoseGapFiller, TellsWhoWasNotSeenFromWhoWasNotLookedFor) {
    std::vector<TimedPose> frames;
    for (int i = 0; i < 9; ++i) {
        const bool is_inferred = i % 2 == 0;
        const bool is_seen = is_inferred && i != 4;
        frames.push_back({i / 60.0, is_seen ? person(200) : Pose{},
                          is_inferred ? PoseOrigin::inferred : PoseOrigin::not_inferred});
    }
    const auto result = filtered<PoseGapFiller>(frames);
    using enum PoseOrigin;
    const PoseOrigin expected[] = {inferred, not_inferred, inferred,     unseen,  unseen,
                                   unseen,   inferred,     not_inferred, inferred};
    for (std::size_t i = 0; i < frames.size(); ++i) EXPECT_EQ(result[i].origin, expected[i]) << i;

    // Where nobody is, nothing is interpolated.
    for (auto& frame : frames) frame.pose = {};
    for (const auto& frame : filtered<PoseGapFiller>(frames)) EXPECT_FALSE(frame.is_interpolated());
}

TEST(PoseGapFiller, LeavesALongerGap) {
    for (const auto& frame : filtered<PoseGapFiller>(moving_with_gap(20, 15)))
        EXPECT_FALSE(frame.is_interpolated());
    const auto slow = filtered<PoseGapFiller>(moving_with_gap(20, 2, 5));
    EXPECT_EQ(slow[20].pose[nose].score, 0);
    EXPECT_TRUE(filtered<PoseGapFiller>(moving_with_gap(20, 1, 5))[20].is_interpolated());
}

TEST(PoseGapFiller, DoesNotGoFromOnePersonToAnother) {
    for (const auto& frame : filtered<PoseGapFiller>(moving_with_gap(20, 3, 30, 400)))
        EXPECT_FALSE(frame.is_interpolated());
    std::vector<TimedPose> grown{{0, person(200)}, {0.1, {}}, {0.2, person(200, 40, 2.5F)}};
    EXPECT_FALSE(filtered<PoseGapFiller>(grown)[1].is_interpolated());
}

TEST(PoseGapFiller, InventsNobodyBeforeTheFirstAndAfterTheLast) {
    auto frames = moving_with_gap(0, 10);
    for (std::size_t i = 50; i < frames.size(); ++i) frames[i].pose = {};
    const auto result = filtered<PoseGapFiller>(frames);
    ASSERT_EQ(result.size(), frames.size());
    for (const auto& frame : result) EXPECT_FALSE(frame.is_interpolated());
    EXPECT_EQ(result[5].pose[nose].score, 0);
    EXPECT_EQ(result[55].pose[nose].score, 0);
}

TEST(PoseGapFiller, RepeatsTheLastPoseForOneFrameAtTheEnd) {
    std::vector<TimedPose> frames{{0, person(200)}, {1 / 60.0, {}}};
    EXPECT_TRUE(filtered<PoseGapFiller>(frames)[1].is_interpolated());
    EXPECT_EQ(filtered<PoseGapFiller>(frames)[1].pose[nose].position, frames[0].pose[nose].position);
    frames[1].time_seconds = 0.2;
    EXPECT_FALSE(filtered<PoseGapFiller>(frames)[1].is_interpolated());
}

TEST(PoseGapFiller, KeepsNoMoreThanHalfASecond) {
    std::size_t seen = 0;
    PoseGapFiller filler([&](const TimedPose&) { ++seen; });
    for (int i = 0; i < 1000; ++i) {
        filler.add({i / 30.0, i == 0 ? person(200) : Pose{}});
        EXPECT_LE(static_cast<std::size_t>(i) + 1 - seen, 15u);
    }
}

TEST(PoseSmoother, TakesTheTrembleOutOfSomebodyStill) {
    std::mt19937 random(7);
    std::normal_distribution<float> tremble(0, 0.5F);
    std::vector<TimedPose> frames;
    for (int i = 0; i < 120; ++i) {
        TimedPose& frame = frames.emplace_back(TimedPose{i / 30.0, person(200)});
        for (Keypoint& keypoint : frame.pose) {
            keypoint.position.x += tremble(random);
            keypoint.position.y += tremble(random);
        }
    }
    const auto spread = [](const std::vector<TimedPose>& poses) {
        double sum = 0;
        for (std::size_t i = 1; i < poses.size(); ++i) {
            const double step =
                poses[i].pose[left_wrist].position.x - poses[i - 1].pose[left_wrist].position.x;
            sum += step * step;
        }
        return std::sqrt(sum / static_cast<double>(poses.size() - 1));
    };
    EXPECT_LT(spread(filtered<PoseSmoother>(frames)), 0.4 * spread(frames));
}

TEST(PoseSmoother, LeavesMovementAsFastAndAsWideAsItIs) {
    for (const double fps : {5.0, 24.0, 30.0, 60.0}) {
        std::vector<TimedPose> frames;
        for (int i = 0; i < 200; ++i) {
            const auto reach = static_cast<float>(60 * std::sin(2 * 3.14159 * 1.5 * i / fps));
            frames.push_back({i / fps, person(200, reach)});
        }
        const auto result = filtered<PoseSmoother>(frames);
        ASSERT_EQ(result.size(), frames.size());
        for (std::size_t i = 0; i < frames.size(); ++i) {
            EXPECT_EQ(result[i].time_seconds, frames[i].time_seconds);
            EXPECT_NEAR(result[i].pose[left_wrist].position.x, frames[i].pose[left_wrist].position.x, 1.5)
                << fps << " " << i;
            EXPECT_EQ(result[i].pose[left_wrist].score, 0.9F);
        }
    }
}

TEST(PoseSmoother, DoesNotLookAcrossACut) {
    std::vector<TimedPose> frames;
    frames.reserve(21);
    for (int i = 0; i < 20; ++i) frames.push_back({i / 30.0, person(i < 10 ? 200 : 500)});
    frames.push_back({20 / 30.0, Pose{}});
    const auto result = filtered<PoseSmoother>(frames);
    for (std::size_t i = 0; i < 20; ++i)
        EXPECT_NEAR(result[i].pose[nose].position.x, frames[i].pose[nose].position.x, 1e-3F);
    EXPECT_EQ(result[20].pose[nose].score, 0);
}

}  // namespace
}  // namespace trainingzip::vision
