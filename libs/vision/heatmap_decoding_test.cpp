#include "vision/heatmap_decoding.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace trainingzip::vision {
namespace {

constexpr int width = 48;
constexpr int height = 64;

std::vector<float> gaussian_at(float x, float y, float top = 0.9F, float spread = 2) {
    std::vector<float> map;
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            const float dx = static_cast<float>(column) - x;
            const float dy = static_cast<float>(row) - y;
            map.push_back(top * std::exp(-(dx * dx + dy * dy) / (2 * spread * spread)));
        }
    }
    return map;
}

TEST(HeatmapDecoding, FindsTheCentreOfAGaussianBetweenTheCells) {
    for (const Point centre :
         {Point{20, 30}, Point{20.3F, 30.4F}, Point{11.5F, 40.75F}, Point{30.9F, 9.1F}}) {
        const Keypoint peak = find_peak(gaussian_at(centre.x, centre.y), width, height, 11);
        EXPECT_NEAR(peak.position.x, centre.x, 0.02);
        EXPECT_NEAR(peak.position.y, centre.y, 0.02);
        EXPECT_NEAR(peak.score, 0.9, 0.06);
    }
}

TEST(HeatmapDecoding, StaysWithTheCellAtTheEdge) {
    const Keypoint peak = find_peak(gaussian_at(0, 63), width, height, 11);
    EXPECT_EQ(peak.position, (Point{0, 63}));
}

TEST(HeatmapDecoding, ScoresStayWithinZeroAndOne) {
    EXPECT_EQ(find_peak(gaussian_at(20, 20, 1.5F), width, height, 11).score, 1);
    EXPECT_EQ(find_peak(std::vector<float>(width * height, -1), width, height, 11).score, 0);
}

TEST(HeatmapDecoding, SurvivesMapsThatAreFlatOrNotNumbers) {
    const Keypoint flat = find_peak(std::vector<float>(width * height, 0.5F), width, height, 11);
    EXPECT_TRUE(std::isfinite(flat.position.x));
    const Keypoint nothing = find_peak(
        std::vector<float>(width * height, std::numeric_limits<float>::quiet_NaN()), width, height, 11);
    EXPECT_TRUE(std::isfinite(nothing.position.x));
    EXPECT_EQ(nothing.score, 0);
    EXPECT_EQ(find_peak({}, 0, 0, 11).score, 0);
}

TEST(HeatmapDecoding, PutsThePoseIntoThePicture) {
    std::vector<float> maps;
    for (std::size_t part = 0; part < part_count; ++part) {
        const auto map = gaussian_at(10 + static_cast<float>(part), 20);
        maps.insert(maps.end(), map.begin(), map.end());
    }
    const CropRegion region{{240, 320}, 480, 640};
    const Pose pose = decode_heatmaps(maps, width, height, region);
    for (std::size_t part = 0; part < part_count; ++part) {
        EXPECT_NEAR(pose[part].position.x, 100 + 10 * static_cast<double>(part), 0.2);
        EXPECT_NEAR(pose[part].position.y, 200, 0.2);
    }
}

}  // namespace
}  // namespace trainingzip::vision
