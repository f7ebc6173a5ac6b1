#include "vision/plane.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "vision/mask_refinement.h"
#include "vision/mask_smoothing.h"
#include "vision/separating_colour.h"

namespace trainingzip::vision {
namespace {

Plane ramp(int width, int height) {
    Plane plane(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) plane.row(y)[x] = static_cast<float>(x + 100 * y);
    }
    return plane;
}

TEST(Plane, StretchKeepsALinearRamp) {
    const Plane source = ramp(4, 3);
    Plane target(8, 6);
    stretch(source, target);
    // The middle of target pixel (3, 2) lies at (1.25, 0.75) of the source.
    EXPECT_NEAR(target.row(2)[3], 76.25, 1e-3);
    EXPECT_NEAR(target.row(0)[0], 0, 1e-3);
    EXPECT_NEAR(target.row(5)[7], 203, 1e-3);
}

TEST(Plane, BoxMeanIsTheMeanOfWhatIsInside) {
    Plane plane = ramp(5, 4);
    box_mean(plane, 1);
    EXPECT_NEAR(plane.row(1)[2], 102, 1e-3);
    // In the corner only columns 0, 1 and rows 0, 1 count.
    EXPECT_NEAR(plane.row(0)[0], 50.5, 1e-3);
    EXPECT_NEAR(plane.row(3)[4], 253.5, 1e-3);
}

TEST(Plane, BoxMeanTakesARadiusLargerThanThePlane) {
    Plane plane = ramp(3, 2);
    box_mean(plane, 9);
    for (const float value : plane.values) EXPECT_NEAR(value, 51, 1e-3);
}

TEST(Plane, SoftIntersectionOverUnion) {
    Plane a(2, 1);
    Plane b(2, 1);
    EXPECT_EQ(soft_intersection_over_union(a, b), 1);
    a.values = {1, 0.5F};
    b.values = {0.5F, 1};
    EXPECT_FLOAT_EQ(soft_intersection_over_union(a, b), 0.5F);
}

TEST(MaskRefinement, MovesTheEdgeOntoTheEdgeOfThePicture) {
    // The person (bright) ends at column 20, the mask a little late, at 23.
    Plane picture(40, 20);
    Plane mask(40, 20);
    for (int y = 0; y < 20; ++y) {
        for (int x = 0; x < 40; ++x) {
            picture.row(y)[x] = x < 20 ? 0.9F : 0.1F;
            mask.row(y)[x] = x < 23 ? 1.0F : 0.0F;
        }
    }
    refine_mask(picture, 6, 0.001F, mask);
    EXPECT_GT(mask.row(10)[19], 0.7F);
    EXPECT_LT(mask.row(10)[21], 0.5F);
    EXPECT_GT(mask.row(10)[2], 0.99F);
    EXPECT_LT(mask.row(10)[38], 0.01F);
}

TEST(SeparatingColour, FindsTheColourInWhichTheInsideDiffers) {
    // The first colour is noise of both sides, in the second they differ, in the third all is one.
    constexpr int side = 16;
    std::vector<float> samples(3 * side * side, 100.0F);
    Plane mask(side, side);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const auto place = static_cast<std::size_t>(y * side + x);
            const bool inside = x < side / 2;
            mask.values[place] = inside ? 1.0F : 0.0F;
            samples[place] = (x + y) % 2 == 0 ? 50.0F : 200.0F;
            samples[side * side + place] = inside ? 120.0F : 90.0F;
        }
    }
    const ColourPlanes picture{samples, side, side};
    const PixelRegion all{0, 0, side, side};
    const auto weights = separating_colour(picture, all, mask);
    EXPECT_GT(weights[1], 0.95F);
    EXPECT_NEAR(weights[0], 0, 0.02);
    EXPECT_NEAR(weights[2], 0, 0.02);
    const Plane guide = weigh_colours(picture, {8, 2, 12, 4}, {0, 1, 0});
    EXPECT_EQ(guide.width, 4);
    EXPECT_EQ(guide.height, 2);
    EXPECT_NEAR(guide.values[0], 90 / 255.0, 1e-6);

    std::fill(mask.values.begin(), mask.values.end(), 0.0F);
    EXPECT_FLOAT_EQ(separating_colour(picture, all, mask)[2], 1 / 3.0F);
}

TEST(MaskSmoothing, CalmsFlickerButFollowsMotionAtOnce) {
    MaskSmoothing smoothing(0.06);
    Plane mask(2, 1);
    mask.values = {0.5F, 0.0F};
    smoothing.smooth(mask, 0.0);
    mask.values = {0.6F, 1.0F};
    smoothing.smooth(mask, 0.033);
    EXPECT_LT(mask.values[0], 0.58F);
    EXPECT_GT(mask.values[0], 0.5F);
    EXPECT_FLOAT_EQ(mask.values[1], 1.0F);
}

TEST(MaskSmoothing, HardlyLooksBackAtALowFrameRate) {
    MaskSmoothing smoothing(0.06);
    Plane mask(1, 1);
    mask.values = {0.5F};
    smoothing.smooth(mask, 0.0);
    mask.values = {0.6F};
    smoothing.smooth(mask, 0.2);
    EXPECT_GT(mask.values[0], 0.59F);
}

}  // namespace
}  // namespace trainingzip::vision
