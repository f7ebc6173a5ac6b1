#include "media/orientation.h"

#include <gtest/gtest.h>

namespace trainingzip::media {
namespace {

// Two pixels side by side: red level 1 on the left, 2 on the right.
Image pair_of_pixels() {
    Image image(2, 1);
    *image.pixel(0, 0) = 1;
    *image.pixel(1, 0) = 2;
    return image;
}

TEST(Orientation, AQuarterTurnClockwisePutsTheLeftEndOnTop) {
    Image turned;
    apply_orientation(pair_of_pixels(), {.quarter_turns = 1}, turned);
    ASSERT_EQ(turned.width(), 1);
    ASSERT_EQ(turned.height(), 2);
    EXPECT_EQ(*turned.pixel(0, 0), 1);
    EXPECT_EQ(*turned.pixel(0, 1), 2);
}

TEST(Orientation, ThreeQuarterTurnsPutTheLeftEndAtTheBottom) {
    Image turned;
    apply_orientation(pair_of_pixels(), {.quarter_turns = 3}, turned);
    ASSERT_EQ(turned.height(), 2);
    EXPECT_EQ(*turned.pixel(0, 0), 2);
    EXPECT_EQ(*turned.pixel(0, 1), 1);
}

TEST(Orientation, HalfATurnReverses) {
    Image turned;
    apply_orientation(pair_of_pixels(), {.quarter_turns = 2}, turned);
    ASSERT_EQ(turned.width(), 2);
    EXPECT_EQ(*turned.pixel(0, 0), 2);
    EXPECT_EQ(*turned.pixel(1, 0), 1);
}

TEST(Orientation, AMirrorSwapsLeftAndRightBeforeTheTurn) {
    Image turned;
    apply_orientation(pair_of_pixels(), {.mirrored = true}, turned);
    ASSERT_EQ(turned.width(), 2);
    EXPECT_EQ(*turned.pixel(0, 0), 2);
    EXPECT_EQ(*turned.pixel(1, 0), 1);
    apply_orientation(pair_of_pixels(), {.mirrored = true, .quarter_turns = 1}, turned);
    ASSERT_EQ(turned.height(), 2);
    EXPECT_EQ(*turned.pixel(0, 0), 2);
    EXPECT_EQ(*turned.pixel(0, 1), 1);
}

}  // namespace
}  // namespace trainingzip::media
