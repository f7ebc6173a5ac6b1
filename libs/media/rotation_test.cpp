#include "media/rotation.h"

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

TEST(Rotation, AQuarterTurnClockwisePutsTheLeftEndOnTop) {
    Image turned;
    turn_clockwise(pair_of_pixels(), 1, turned);
    ASSERT_EQ(turned.width(), 1);
    ASSERT_EQ(turned.height(), 2);
    EXPECT_EQ(*turned.pixel(0, 0), 1);
    EXPECT_EQ(*turned.pixel(0, 1), 2);
}

TEST(Rotation, ThreeQuarterTurnsPutTheLeftEndAtTheBottom) {
    Image turned;
    turn_clockwise(pair_of_pixels(), 3, turned);
    ASSERT_EQ(turned.height(), 2);
    EXPECT_EQ(*turned.pixel(0, 0), 2);
    EXPECT_EQ(*turned.pixel(0, 1), 1);
}

TEST(Rotation, HalfATurnReverses) {
    Image turned;
    turn_clockwise(pair_of_pixels(), 2, turned);
    ASSERT_EQ(turned.width(), 2);
    EXPECT_EQ(*turned.pixel(0, 0), 2);
    EXPECT_EQ(*turned.pixel(1, 0), 1);
}

}  // namespace
}  // namespace trainingzip::media
