#include "accuracy/average_precision.h"

#include <gtest/gtest.h>

namespace trainingzip::accuracy {
namespace {

constexpr Truth person{100.0 * 100, false, false};

/// One image with one true person and results of these scores and similarities to it.
ImageResults image_with(std::vector<double> scores, const std::vector<double>& similarities,
                        Truth truth = person) {
    ImageResults image;
    image.truths = {truth};
    image.scores = std::move(scores);
    for (const double similarity : similarities) {
        image.similarity.push_back({similarity});
        image.areas.push_back(truth.area);
    }
    return image;
}

double ap_at_half(const std::vector<ImageResults>& images) {
    return average_precision(images, 0.5, 20, all_areas);
}

TEST(AveragePrecision, IsOneWhenAllIsFoundAndNothingElse) {
    EXPECT_DOUBLE_EQ(ap_at_half({image_with({0.9}, {0.8}), image_with({0.1}, {0.6})}), 1);
}

TEST(AveragePrecision, IsZeroWhenNothingIsFound) {
    EXPECT_DOUBLE_EQ(ap_at_half({image_with({}, {})}), 0);
    EXPECT_DOUBLE_EQ(ap_at_half({image_with({0.9}, {0.49})}), 0);
}

TEST(AveragePrecision, SaysSoWhenThereIsNothingToFind) {
    EXPECT_DOUBLE_EQ(ap_at_half({}), -1);
}

TEST(AveragePrecision, ASureFaultBeforeTheOnlyHitHalvesIt) {
    EXPECT_DOUBLE_EQ(ap_at_half({image_with({0.5, 0.9}, {0.8, 0.1})}), 0.5);
}

TEST(AveragePrecision, AFaultAfterAllHitsCostsNothing) {
    EXPECT_DOUBLE_EQ(ap_at_half({image_with({0.9, 0.5}, {0.8, 0.1})}), 1);
}

TEST(AveragePrecision, FindingOnePersonTwiceIsAFault) {
    // Recall 1 of 2 is reached at once, so 51 of the 101 recalls have precision 1.
    EXPECT_DOUBLE_EQ(ap_at_half({image_with({0.9, 0.8}, {0.9, 0.8}), image_with({}, {})}), 51.0 / 101);
}

TEST(AveragePrecision, ACrowdMayBeFoundOftenAndNeedNotBe) {
    const Truth crowd{100.0 * 100, false, true};
    EXPECT_DOUBLE_EQ(ap_at_half({image_with({0.9}, {0.9}), image_with({0.95, 0.94}, {0.9, 0.9}, crowd)}), 1);
}

TEST(AveragePrecision, ATruthThatCountsIsPreferredToABetterIgnoredOne) {
    ImageResults image;
    image.truths = {{10000, true, false}, person};
    image.scores = {0.9};
    image.areas = {10000};
    image.similarity = {{0.95, 0.6}};
    EXPECT_DOUBLE_EQ(ap_at_half({image}), 1);
}

TEST(AveragePrecision, SizesOutsideTheRangeAreIgnored) {
    const std::vector<ImageResults> images = {image_with({0.9}, {0.8}),
                                              image_with({}, {}, {40.0 * 40, false, false})};
    EXPECT_DOUBLE_EQ(average_precision(images, 0.5, 20, large_areas), 1);
    EXPECT_DOUBLE_EQ(average_precision(images, 0.5, 20, medium_areas), 0);
}

TEST(AveragePrecision, OnlyTheBestResultsOfAnImageCount) {
    EXPECT_DOUBLE_EQ(average_precision(std::vector{image_with({0.5, 0.9}, {0.8, 0.1})}, 0.5, 1, all_areas),
                     0);
}

TEST(AveragePrecision, TheSummaryAveragesOverTheThresholds) {
    const auto summary = summarise(std::vector{image_with({0.9}, {0.72})}, 20);
    EXPECT_DOUBLE_EQ(summary.ap50, 1);
    EXPECT_DOUBLE_EQ(summary.ap75, 0);
    EXPECT_NEAR(summary.ap, 0.5, 1e-12) << "right at 0.50, 0.55, 0.60, 0.65, 0.70";
    EXPECT_DOUBLE_EQ(summary.ap_medium, -1);
}

}  // namespace
}  // namespace trainingzip::accuracy
