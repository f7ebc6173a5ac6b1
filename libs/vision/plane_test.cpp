#include "vision/plane.h"

#include <gtest/gtest.h>

#include <array>

#include "vision/mask_refinement.h"
#include "vision/mask_smoothing.h"

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

/// The person ends at column 20, the mask a little late, at 22.
class MaskRefinementTest : public testing::Test {
  protected:
    static constexpr int width = 40;
    static constexpr int height = 20;
    std::array<Plane, 3> colours{Plane(width, height), Plane(width, height), Plane(width, height)};
    Plane mask{width, height};

    void fill(Plane& plane, int columns, float inside, float outside) {
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) plane.row(y)[x] = x < columns ? inside : outside;
        }
    }
    void SetUp() override { fill(mask, 22, 1, 0); }
};

TEST_F(MaskRefinementTest, MovesTheEdgeOntoTheEdgeOfThePicture) {
    // Of equal brightness: only the colour tells.
    fill(colours[0], 20, 0.7F, 0.3F);
    fill(colours[1], 20, 0.3F, 0.7F);
    fill(colours[2], 20, 0.5F, 0.5F);
    refine_mask(colours, 6, 0.0003F, mask);
    EXPECT_GT(mask.row(10)[19], 0.7F);
    EXPECT_LT(mask.row(10)[20], 0.5F);
    EXPECT_GT(mask.row(10)[19] - mask.row(10)[20], 0.3F);
    EXPECT_GT(mask.row(10)[2], 0.99F);
    EXPECT_LT(mask.row(10)[38], 0.01F);
}

TEST_F(MaskRefinementTest, LeavesTheEdgeWhereThePictureHasNone) {
    for (Plane& colour : colours) fill(colour, 0, 0.5F, 0.5F);
    refine_mask(colours, 3, 0.0003F, mask);
    EXPECT_GT(mask.row(10)[21], 0.5F);
    EXPECT_LT(mask.row(10)[24], 0.5F);
    EXPECT_GT(mask.row(10)[15], 0.99F);
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
