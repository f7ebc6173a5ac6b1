#include "shape/suggested_frames.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace trainingzip::shape {
namespace {

constexpr int width = 320;
constexpr int height = 240;

media::VideoInfo video_of(std::optional<double> seconds) {
    media::VideoInfo info;
    info.width = width;
    info.height = height;
    info.duration_seconds = seconds;
    return info;
}

/// Upright in the middle of the picture, arms down; moved by that many pixels.
vision::TrackedPerson person(float score, float moved = 0) {
    vision::TrackedPerson person;
    constexpr std::array<vision::Point, vision::part_count> places = {
        vision::Point{160, 40},  {163, 37},  {157, 37},  {166, 40},  {154, 40},  {175, 70},
        vision::Point{145, 70},  {180, 95},  {140, 95},  {182, 120}, {138, 120}, {170, 130},
        vision::Point{150, 130}, {170, 170}, {150, 170}, {170, 210}, {150, 210}};
    for (std::size_t part = 0; part < vision::part_count; ++part) {
        person.pose[part] = {{places[part].x + moved, places[part].y}, score};
    }
    return person;
}

/// The frame's red tells which it is.
media::Frame frame_at(double seconds, int mark) {
    media::Frame frame;
    frame.image = media::Image(width, height);
    frame.image.fill(static_cast<std::uint8_t>(mark));
    frame.time_seconds = seconds;
    return frame;
}

int mark_of(const media::Image& image) {
    return image.pixel(0, 0)[0];
}

TEST(SuggestedFrames, NobodyMakesNoSuggestion) {
    SuggestedFrames frames(video_of(10));
    for (int second = 0; second < 10; ++second) frames.consider(frame_at(second, second), std::nullopt);
    EXPECT_TRUE(frames.best_first().empty());
}

TEST(SuggestedFrames, OneOfEachPartOfTheVideoTheBestFirst) {
    SuggestedFrames frames(video_of(12));
    for (int i = 0; i < 120; ++i) {
        const double seconds = i / 10.0;
        const float score = i == 77 ? 0.95F : i % 20 == 10 ? 0.8F : 0.5F;
        frames.consider(frame_at(seconds, i), person(score));
    }
    const auto best = frames.best_first();
    ASSERT_EQ(best.size(), 6);
    EXPECT_EQ(mark_of(*best[0]), 77);
    std::vector<int> marks;
    for (const media::Image* image : best) marks.push_back(mark_of(*image));
    std::ranges::sort(marks);
    EXPECT_EQ(marks, (std::vector{10, 30, 50, 77, 90, 110}));
}

TEST(SuggestedFrames, AShortVideoHasFewer) {
    SuggestedFrames frames(video_of(2.5));
    for (int i = 0; i < 25; ++i) frames.consider(frame_at(i / 10.0, i), person(0.9F));
    EXPECT_EQ(frames.best_first().size(), 2);
}

TEST(SuggestedFrames, AVideoOfUnknownDurationHasOne) {
    SuggestedFrames frames(video_of(std::nullopt));
    for (int i = 0; i < 250; ++i) frames.consider(frame_at(i / 10.0, i), person(i == 200 ? 0.9F : 0.5F));
    ASSERT_EQ(frames.best_first().size(), 1);
    EXPECT_EQ(mark_of(*frames.best_first()[0]), 200);
}

TEST(SuggestedFrames, HoldingStillIsBetterThanMoving) {
    SuggestedFrames frames(video_of(1));
    float moved = 0;
    for (int i = 0; i < 10; ++i) {
        if (i != 6) moved += i % 2 == 0 ? 12.0F : -12.0F;
        frames.consider(frame_at(0.1 * i, i), person(0.9F, moved));
    }
    EXPECT_EQ(mark_of(*frames.best_first().at(0)), 6);
}

TEST(SuggestedFrames, WhollyInThePictureIsBetter) {
    SuggestedFrames frames(video_of(1));
    for (int i = 0; i < 10; ++i) {
        const vision::TrackedPerson trainer = person(0.9F, i == 5 ? 0 : 150);
        frames.consider(frame_at(0.1 * i, i), i == 4 ? std::nullopt : std::optional(trainer));
    }
    EXPECT_EQ(mark_of(*frames.best_first().at(0)), 5);
}

TEST(SuggestedFrames, ArmsOutAreBetterThanArmsDown) {
    SuggestedFrames frames(video_of(1));
    for (int i = 0; i < 10; ++i) {
        vision::TrackedPerson trainer = person(0.9F);
        if (i == 5) {
            trainer.pose[vision::left_wrist].position = {240, 70};
            trainer.pose[vision::right_wrist].position = {80, 70};
        }
        frames.consider(frame_at(0.1 * i, i), i == 4 ? std::nullopt : std::optional(trainer));
    }
    EXPECT_EQ(mark_of(*frames.best_first().at(0)), 5);
}

TEST(SuggestedFrames, APoseThatStandsOutIsBetterThanWaiting) {
    SuggestedFrames frames(video_of(3));
    for (int i = 0; i < 30; ++i) {
        vision::TrackedPerson trainer = person(0.9F);
        if (i >= 14 && i <= 16) {
            // Sits down: knees out, hips low.
            for (const auto part :
                 {vision::left_knee, vision::right_knee, vision::left_ankle, vision::right_ankle}) {
                trainer.pose[part].position.y -= 45;
            }
        }
        frames.consider(frame_at(0.1 * i, i), trainer);
    }
    EXPECT_EQ(mark_of(*frames.best_first().at(0)), 15);
}

TEST(SuggestedFrames, AHeadThatIsCutOffIsWorse) {
    SuggestedFrames frames(video_of(1));
    for (int i = 0; i < 10; ++i) {
        vision::TrackedPerson trainer = person(0.9F);
        if (i != 5) {
            for (vision::Keypoint& keypoint : trainer.pose) keypoint.position.y -= 36;
        }
        frames.consider(frame_at(0.1 * i, i), i == 4 ? std::nullopt : std::optional(trainer));
    }
    EXPECT_EQ(mark_of(*frames.best_first().at(0)), 5);
}

/// Where the picture kept of a frame of 160 by 320 begins, with the trainer between these heights.
int first_row_kept(float top, float bottom, int quarter_turns = 0) {
    media::VideoInfo video = video_of(1);
    video.width = 160;
    video.height = 320;
    media::Frame frame;
    frame.image = media::Image(160, 320);
    for (int y = 0; y < 320; ++y) *frame.image.pixel(0, y) = static_cast<std::uint8_t>(y / 2);
    vision::TrackedPerson trainer = person(0.9F, -80);
    trainer.box.top = top;
    trainer.box.bottom = bottom;
    trainer.quarter_turns = quarter_turns;
    SuggestedFrames frames(video);
    frames.consider(frame, trainer);
    const media::Image& kept = *frames.best_first().at(0);
    EXPECT_EQ(kept.width(), 160);
    EXPECT_EQ(kept.height(), 100);
    return 2 * kept.pixel(0, 0)[0];
}

TEST(SuggestedFrames, OfAnUprightFrameThePartWithTheTrainerIsKept) {
    EXPECT_EQ(first_row_kept(100, 300), 92) << "the upper body, a little below the upper edge";
    EXPECT_EQ(first_row_kept(100, 160), 80) << "the whole body, in the middle";
    EXPECT_EQ(first_row_kept(100, 300, 2), 150) << "the middle, since the head is below";
    EXPECT_EQ(first_row_kept(-20, 300), 0);
    EXPECT_EQ(first_row_kept(290, 330), 220);
}

TEST(SuggestedFrames, TheEdgesOfTheVideoAreLeft) {
    SuggestedFrames frames(video_of(4));
    for (int i = 0; i < 40; ++i)
        frames.consider(frame_at(0.1 * i, i), person(i < 2 || i > 38 ? 0.95F : 0.9F));
    for (const media::Image* image : frames.best_first()) {
        EXPECT_GE(mark_of(*image), 2);
        EXPECT_LE(mark_of(*image), 38);
    }
}

}  // namespace
}  // namespace trainingzip::shape
