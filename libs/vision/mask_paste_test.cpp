#include "vision/mask_paste.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace trainingzip::vision {
namespace {

MaskGrid full_grid(const Box& box) {
    return {4, std::vector<float>(16, 1.0F), box};
}

TEST(PasteMask, FillsTheBoxAndFadesOutOverHalfACell) {
    Plane plane(20, 20);
    paste_mask(full_grid({4, 4, 12, 12}), 1, MaskInterpolation::linear, plane);
    EXPECT_FLOAT_EQ(plane.row(8)[8], 1);
    // Cells are 2 pixels wide, their outermost middles at 5 and 11. The middle of pixel 4 is a quarter of a
    // cell outside of that, the middle of pixel 3 three quarters.
    EXPECT_FLOAT_EQ(plane.row(8)[4], 0.75F);
    EXPECT_FLOAT_EQ(plane.row(8)[3], 0.25F);
    EXPECT_FLOAT_EQ(plane.row(8)[2], 0);
    EXPECT_FLOAT_EQ(plane.row(4)[4], 0.75F * 0.75F);
}

TEST(PasteMask, CutsWhatLiesOutsideThePicture) {
    Plane plane(10, 10);
    paste_mask(full_grid({-8, -8, 8, 8}), 1, MaskInterpolation::linear, plane);
    EXPECT_FLOAT_EQ(plane.row(0)[0], 1);
    EXPECT_LT(plane.row(9)[9], 0.5F);
    paste_mask(full_grid({30, 30, 40, 40}), 1, MaskInterpolation::smooth, plane);
    EXPECT_EQ(*std::max_element(plane.values.begin(), plane.values.end()), 0);
}

TEST(PasteMask, ScalesTheBoxIntoThePlane) {
    Plane plane(10, 10);
    paste_mask(full_grid({8, 8, 32, 32}), 0.25F, MaskInterpolation::linear, plane);
    EXPECT_FLOAT_EQ(plane.row(4)[4], 1);
    EXPECT_FLOAT_EQ(plane.row(4)[9], 0);
}

TEST(PasteMask, BothInterpolationsKeepTheAreaOfTheMask) {
    MaskGrid grid{4, std::vector<float>(16, 0.0F), {8, 8, 40, 40}};
    grid.probabilities[5] = 1;
    for (const auto interpolation : {MaskInterpolation::linear, MaskInterpolation::smooth}) {
        Plane plane(48, 48);
        paste_mask(grid, 1, interpolation, plane);
        double sum = 0;
        for (const float value : plane.values) sum += value;
        EXPECT_NEAR(sum, 64, 0.5);
    }
}

}  // namespace
}  // namespace trainingzip::vision
