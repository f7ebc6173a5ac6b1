#include "vision/roi_align.h"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

namespace trainingzip::vision {
namespace {

constexpr int rows = 8;
constexpr int columns = 10;

/// Channel 0 is 1 everywhere, channel 1 is the column, channel 2 is 10 times the row.
FeatureMap ramps() {
    std::vector<float> planes;
    for (int channel = 0; channel < 3; ++channel) {
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                planes.push_back(
                    std::array{1.0F, static_cast<float>(column),
                               10.0F * static_cast<float>(row)}[static_cast<std::size_t>(channel)]);
            }
        }
    }
    return FeatureMap::from_planes(planes, 3, rows, columns);
}

std::vector<float> pool(const Box& box, const RoiAlignSettings& settings) {
    std::vector<float> output(static_cast<std::size_t>(3 * settings.size * settings.size));
    roi_align(ramps(), {&box, 1}, settings, output);
    return output;
}

TEST(RoiAlign, GivesTheMiddleOfEachBinOfALinearMap) {
    // 4 x 4 cells from (2, 1): bins of 2 x 2 cells, middles at columns 3 and 5, rows 2 and 4.
    const auto output = pool({32, 16, 96, 80}, {2, 1 / 16.F, 0, false});
    const std::vector<float> expected{1, 1, 1, 1, 3, 5, 3, 5, 20, 20, 40, 40};
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(output[i], expected[i], 1e-4) << i;
}

TEST(RoiAlign, AlignedShiftsByHalfACell) {
    const auto output = pool({32, 16, 96, 80}, {2, 1 / 16.F, 2, true});
    EXPECT_NEAR(output[4], 2.5, 1e-4);
    EXPECT_NEAR(output[8], 15, 1e-4);
}

TEST(RoiAlign, ABoxThinnerThanACellCountsAsOneCell) {
    const auto output = pool({32, 16, 33, 17}, {1, 1 / 16.F, 0, false});
    EXPECT_NEAR(output[1], 2.5, 1e-4);
    EXPECT_NEAR(output[2], 15, 1e-4);
}

TEST(RoiAlign, TakesTheEdgeForSamplesJustOutsideAndZeroBeyond) {
    // Two samples a bin. Columns -1.5, -0.5, 0.5, 1.5: the first is too far out, the second is the edge.
    const auto output = pool({-32, 16, 32, 32}, {2, 1 / 16.F, 2, false});
    EXPECT_NEAR(output[0], 0.5, 1e-4);
    EXPECT_NEAR(output[1], 1, 1e-4);
    EXPECT_NEAR(output[4 + 1], 1, 1e-4);
}

TEST(RoiAlign, AveragesBilinearSamplesAsDefined) {
    // One hot cell at row 2, column 3. One bin of 2 x 2 samples at columns and rows 2.25 and 2.75.
    std::vector<float> planes(rows * columns, 0.0F);
    planes[2 * columns + 3] = 1;
    const FeatureMap map = FeatureMap::from_planes(planes, 1, rows, columns);
    const Box box{32, 32, 48, 48};
    std::vector<float> output(1);
    roi_align(map, {&box, 1}, {1, 1 / 16.F, 2, false}, output);
    // Columns weigh (0.25 + 0.75) / 2, rows (0.75 + 0.25) / 2.
    EXPECT_NEAR(output[0], 0.25, 1e-5);
}

TEST(RoiAlign, RefusesAnOutputOfAnotherSize) {
    std::vector<float> output(7);
    const Box box{0, 0, 16, 16};
    EXPECT_THROW(roi_align(ramps(), {&box, 1}, {}, output), std::invalid_argument);
}

}  // namespace
}  // namespace trainingzip::vision
