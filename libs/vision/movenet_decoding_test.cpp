#include "vision/movenet_decoding.h"

#include <gtest/gtest.h>

#include <vector>

namespace trainingzip::vision {
namespace {

constexpr int size = 8;
constexpr std::size_t cells = size * size;

/// Heads in which nobody is.
struct Maps {
    std::vector<float> centres = std::vector<float>(cells, 0);
    std::vector<float> regression = std::vector<float>(2 * part_count * cells, 0);
    std::vector<float> heatmaps = std::vector<float>(part_count * cells, 0);
    std::vector<float> offsets = std::vector<float>(2 * part_count * cells, 0);

    static std::size_t cell(int x, int y) { return static_cast<std::size_t>(y * size + x); }

    /// A person with the middle here and every part this far from it.
    void put(int x, int y, float dx, float dy, float score) {
        centres[cell(x, y)] = score;
        for (std::size_t part = 0; part < part_count; ++part) {
            regression[2 * part * cells + cell(x, y)] = dy;
            regression[(2 * part + 1) * cells + cell(x, y)] = dx;
        }
    }
    void peak(std::size_t part, int x, int y, float score, float dx = 0, float dy = 0) {
        heatmaps[part * cells + cell(x, y)] = score;
        offsets[2 * part * cells + cell(x, y)] = dy;
        offsets[(2 * part + 1) * cells + cell(x, y)] = dx;
    }
    /// Of a region whose corner is (0, 0) and whose cells are one pixel.
    Pose decode() const {
        return decode_movenet({size, centres, regression, heatmaps, offsets}, {{4, 4}, size, size});
    }
};

TEST(MovenetDecoding, FindsThePeakNearThePlaceThatTheMiddleExpects) {
    Maps maps;
    maps.put(4, 4, 1, -2, 0.9F);
    maps.peak(0, 5, 2, 0.5F, 0.25F, -0.5F);
    maps.peak(0, 0, 7, 0.9F);  // Of somebody else, and higher.
    const Keypoint nose = maps.decode()[0];
    EXPECT_FLOAT_EQ(nose.position.x, 5.25F);
    EXPECT_FLOAT_EQ(nose.position.y, 1.5F);
    EXPECT_FLOAT_EQ(nose.score, 0.5F);
}

TEST(MovenetDecoding, APeakFarAwayWinsWhenItIsMuchHigher) {
    Maps maps;
    maps.put(4, 4, 0, 0, 0.9F);
    maps.peak(0, 4, 4, 0.1F);
    maps.peak(0, 6, 4, 0.9F);  // 0.9 / (2 + 1.8) against 0.1 / 1.8.
    EXPECT_FLOAT_EQ(maps.decode()[0].position.x, 6);
}

TEST(MovenetDecoding, TakesThePersonNearestTheMiddle) {
    Maps maps;
    maps.put(4, 4, 1, 0, 0.5F);
    maps.put(0, 0, 0, 0, 0.9F);  // 0.9 / (5.7 + 1.8) against 0.5 / 1.8.
    maps.peak(16, 5, 4, 0.6F);
    maps.peak(16, 0, 0, 0.6F);
    EXPECT_FLOAT_EQ(maps.decode()[16].position.x, 5);
}

TEST(MovenetDecoding, NobodyHasNoScore) {
    for (const Keypoint& keypoint : Maps().decode()) EXPECT_EQ(keypoint.score, 0);
}

}  // namespace
}  // namespace trainingzip::vision
