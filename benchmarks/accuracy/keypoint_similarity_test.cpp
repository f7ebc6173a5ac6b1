#include "accuracy/keypoint_similarity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "media/test_media.h"

namespace trainingzip::accuracy {
namespace {

MarkedPerson person_with_nose() {
    MarkedPerson person;
    person.box = {0, 0, 100, 100};
    person.area = 5000;
    person.keypoint_count = 1;
    person.keypoints[0] = {{50, 20}, 2};
    return person;
}

vision::Pose pose_with_nose(float x, float y) {
    vision::Pose pose;
    pose[0].position = {x, y};
    return pose;
}

TEST(KeypointSimilarity, IsOneAtTheRightPlaceWhateverTheUnmarkedPartsDo) {
    EXPECT_DOUBLE_EQ(object_keypoint_similarity(pose_with_nose(50, 20), person_with_nose()), 1);
}

TEST(KeypointSimilarity, FallsByTheDefinition) {
    const double k = 2 * 0.026;
    EXPECT_NEAR(object_keypoint_similarity(pose_with_nose(53, 24), person_with_nose()),
                std::exp(-25 / (2 * 5000 * k * k)), 1e-9);
}

TEST(KeypointSimilarity, WithoutMarksStaysOneNearTheBox) {
    MarkedPerson person = person_with_nose();
    person.keypoint_count = 0;
    EXPECT_DOUBLE_EQ(object_keypoint_similarity(pose_with_nose(-90, 190), person), 1);
    EXPECT_LT(object_keypoint_similarity(pose_with_nose(-500, 50), person), 1);
}

TEST(CocoDataset, ReadsPersonsWithTheirMarksAndMasks) {
    TRAININGZIP_NEEDS_RECORDED("coco_kp_permissive");
    const auto images =
        read_coco_persons(test::recorded_media_folder() / "coco_kp_permissive" / "person_keypoints.json");
    ASSERT_EQ(images.size(), 23u);
    int with_keypoints = 0;
    double worst = 1;
    for (const MarkedImage& image : images) {
        for (const MarkedPerson& person : image.persons) {
            if (person.keypoint_count > 0) ++with_keypoints;
            const auto mask = mask_of(person, image.width, image.height);
            const double area = std::accumulate(mask.begin(), mask.end(), 0.0);
            if (person.area > 500)
                worst = std::min(worst, std::min(area, person.area) / std::max(area, person.area));
        }
    }
    EXPECT_EQ(with_keypoints, 43);
    EXPECT_GT(worst, 0.9) << "our masks have the areas that the data set names";
}

TEST(CocoDataset, FillsPolygonsAndRuns) {
    MarkedPerson square;
    square.polygons = {{1, 1, 3, 1, 3, 3, 1, 3}};
    const std::vector<std::uint8_t> expected = {0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0};
    EXPECT_EQ(mask_of(square, 4, 4), expected);
    MarkedPerson runs;
    runs.runs = {5, 2, 2, 2, 5};
    EXPECT_EQ(mask_of(runs, 4, 4), expected);
}

}  // namespace
}  // namespace trainingzip::accuracy
