#include "vision/non_maximum_suppression.h"

#include <gmock/gmock.h>

namespace trainingzip::vision {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(NonMaximumSuppression, KeepsTheBestOfOverlappingBoxesInOrderOfScore) {
    // Boxes 0 and 1 share 8 of 12 columns: overlap 2/3. Box 2 stands alone.
    const std::vector<Detection> boxes{
        {{0, 0, 10, 10}, 0.5F}, {{2, 0, 12, 10}, 0.9F}, {{30, 0, 40, 10}, 0.7F}};
    EXPECT_THAT(suppress_non_maxima(boxes, 0.6F, 10), ElementsAre(1, 2));
    EXPECT_THAT(suppress_non_maxima(boxes, 0.7F, 10), ElementsAre(1, 2, 0));
}

TEST(NonMaximumSuppression, ABoxThatWasDroppedDropsNoOther) {
    // Neighbours overlap by 1/3, the outer two not at all.
    const std::vector<Detection> boxes{
        {{0, 0, 10, 10}, 0.9F}, {{5, 0, 15, 10}, 0.8F}, {{10, 0, 20, 10}, 0.7F}};
    EXPECT_THAT(suppress_non_maxima(boxes, 0.3F, 10), ElementsAre(0, 2));
}

TEST(NonMaximumSuppression, StopsAtTheLimitAndTakesNothing) {
    const std::vector<Detection> boxes{{{0, 0, 1, 1}, 0.1F}, {{5, 5, 6, 6}, 0.2F}, {{9, 9, 10, 10}, 0.3F}};
    EXPECT_THAT(suppress_non_maxima(boxes, 0.5F, 2), ElementsAre(2, 1));
    EXPECT_THAT(suppress_non_maxima({}, 0.5F, 2), IsEmpty());
}

TEST(NonMaximumSuppression, EqualScoresKeepTheirOrder) {
    const std::vector<Detection> boxes{{{0, 0, 10, 10}, 0.5F}, {{0, 0, 10, 10}, 0.5F}};
    EXPECT_THAT(suppress_non_maxima(boxes, 0.5F, 10), ElementsAre(0));
}

}  // namespace
}  // namespace trainingzip::vision
