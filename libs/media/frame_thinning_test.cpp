#include "media/frame_thinning.h"

#include <gtest/gtest.h>

#include <utility>

namespace trainingzip::media {
namespace {

/// Of a second of video.
int frames_taken(double frames_per_second) {
    FrameThinning thinning;
    int taken = 0;
    for (int frame = 0; frame < frames_per_second; ++frame)
        if (thinning.takes(frame / frames_per_second)) ++taken;
    return taken;
}

TEST(FrameThinning, TakesEveryFrameUpToThirtyASecond) {
    for (const double rate : {1.0, 5.0, 15.0, 24.0, 25.0, 30.0}) EXPECT_EQ(frames_taken(rate), rate);
    EXPECT_EQ(frames_taken(29.97), 30);
}

TEST(FrameThinning, TakesAboutThirtyOfMore) {
    EXPECT_EQ(frames_taken(50), 25);
    EXPECT_EQ(frames_taken(60), 30);
    EXPECT_EQ(frames_taken(59.94), 30);
    EXPECT_EQ(frames_taken(120), 30);
    EXPECT_EQ(frames_taken(240), 30);
    for (double rate = 31; rate < 240; rate += 1) {
        EXPECT_GE(frames_taken(rate), 16) << rate;
        EXPECT_LE(frames_taken(rate), 34) << rate;
    }
}

TEST(FrameThinning, TakesAFrameAfterAPause) {
    FrameThinning thinning;
    EXPECT_TRUE(thinning.takes(0));
    EXPECT_FALSE(thinning.takes(0.01));
    EXPECT_TRUE(thinning.takes(5));
    EXPECT_FALSE(thinning.takes(5.02));
    EXPECT_TRUE(thinning.takes(5.04));
}

}  // namespace
}  // namespace trainingzip::media
