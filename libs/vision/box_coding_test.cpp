#include "vision/box_coding.h"

#include <gtest/gtest.h>

#include <cmath>

namespace trainingzip::vision {
namespace {

void expect_near(const Box& actual, const Box& expected) {
    EXPECT_NEAR(actual.left, expected.left, 1e-3);
    EXPECT_NEAR(actual.top, expected.top, 1e-3);
    EXPECT_NEAR(actual.right, expected.right, 1e-3);
    EXPECT_NEAR(actual.bottom, expected.bottom, 1e-3);
}

TEST(BoxCoding, NoDeltasGiveTheReference) {
    expect_near(decode_box({10, 20, 30, 60}, {0, 0, 0, 0}, {}), {10, 20, 30, 60});
}

TEST(BoxCoding, MovesTheCentreAndScalesTheSize) {
    // 20 x 40 around (20, 40): the centre moves by 10 and -8, the size doubles and halves.
    const float ln2 = std::log(2.0F);
    expect_near(decode_box({10, 20, 30, 60}, {0.5F, -0.2F, ln2, -ln2}, {}), {10, 22, 50, 42});
    expect_near(decode_box({10, 20, 30, 60}, {5, -2, 5 * ln2, -5 * ln2}, {10, 10, 5, 5}), {10, 22, 50, 42});
}

TEST(BoxCoding, GrowthIsBounded) {
    const Box box = decode_box({0, 0, 16, 16}, {0, 0, 100, 100}, {});
    EXPECT_NEAR(box.width(), 1000, 0.5);
}

TEST(BoxCoding, ClippedBoxesStayInThePictureAndKeepAPixel) {
    EXPECT_EQ(clip_box({-5, -5, 200, 50}, 100, 80), (Box{0, 0, 100, 50}));
    EXPECT_EQ(clip_box({150, 90, 170, 95}, 100, 80), (Box{99, 79, 100, 80}));
    EXPECT_EQ(clip_box({-20, -20, -10, -10}, 100, 80), (Box{0, 0, 1, 1}));
}

}  // namespace
}  // namespace trainingzip::vision
