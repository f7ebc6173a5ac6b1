#include "vision/generate_proposals.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace trainingzip::vision {
namespace {

/// Two anchors on a map of 2 x 3 cells, 16 pixels apart: a small and a wide one.
struct Example {
    ProposalSettings settings;
    std::vector<float> scores = std::vector<float>(2 * 6, 0.0F);
    std::vector<float> deltas = std::vector<float>(2 * 4 * 6, 0.0F);

    Example() { settings.anchors = {{0, 0, 16, 16}, {-8, 0, 24, 16}}; }
    ProposalMaps maps() const { return {scores, deltas, 2, 3, 48, 32}; }
    float& score(int anchor, int row, int column) { return scores[index(anchor, row, column)]; }
    float& delta(int anchor, int which, int row, int column) {
        return deltas[index(anchor * 4 + which, row, column)];
    }
    static std::size_t index(int plane, int row, int column) {
        const int place = (plane * 2 + row) * 3 + column;
        return static_cast<std::size_t>(place);
    }
};

TEST(GenerateProposals, PutsTheAnchorOnItsCell) {
    Example example;
    example.score(0, 1, 2) = 0.9F;
    example.settings.limit = 1;
    const auto proposals = generate_proposals(example.maps(), example.settings);
    ASSERT_EQ(proposals.size(), 1U);
    EXPECT_EQ(proposals[0].box, (Box{32, 16, 48, 32}));
    EXPECT_FLOAT_EQ(proposals[0].score, 0.9F);
}

TEST(GenerateProposals, ReadsTheFourDeltasOfTheAnchorAndClips) {
    Example example;
    example.score(1, 0, 0) = 0.9F;
    example.delta(1, 0, 0, 0) = 0.5F;  // 32 wide: 16 to the right.
    example.delta(1, 1, 0, 0) = 0.25F;
    example.settings.limit = 1;
    const auto moved = generate_proposals(example.maps(), example.settings);
    EXPECT_EQ(moved[0].box, (Box{8, 4, 40, 20}));
    example.delta(1, 0, 0, 0) = -0.5F;
    const auto clipped = generate_proposals(example.maps(), example.settings);
    EXPECT_EQ(clipped[0].box, (Box{0, 4, 8, 20}));
}

TEST(GenerateProposals, SuppressesAndKeepsTheBestFirst) {
    Example example;
    example.score(0, 0, 1) = 0.6F;
    example.score(0, 1, 1) = 0.8F;
    example.score(1, 0, 1) = 0.7F;  // Covers the first one twice as wide: overlap 1/2.
    example.settings.candidates = 3;
    example.settings.largest_overlap = 0.4F;
    const auto proposals = generate_proposals(example.maps(), example.settings);
    ASSERT_EQ(proposals.size(), 2U);
    EXPECT_EQ(proposals[0].box, (Box{16, 16, 32, 32}));
    EXPECT_EQ(proposals[1].box, (Box{8, 0, 40, 16}));
}

TEST(GenerateProposals, RefusesMapsThatDoNotFitTheAnchors) {
    Example example;
    example.deltas.pop_back();
    EXPECT_THROW(generate_proposals(example.maps(), example.settings), std::invalid_argument);
}

}  // namespace
}  // namespace trainingzip::vision
