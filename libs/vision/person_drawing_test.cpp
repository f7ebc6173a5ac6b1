#include "vision/person_drawing.h"

#include <gtest/gtest.h>

namespace trainingzip::vision {
namespace {

/// A picture of 100 × 100 pixels, grey, with a bright arm across its middle.
BackboneFeatures arm_on_grey() {
    constexpr int side = 100;
    constexpr std::size_t pixels = side * side;
    std::vector<float> colours(3 * pixels, 90);
    for (std::size_t plane = 0; plane < 3; ++plane) {
        for (std::size_t y = 47; y < 53; ++y) {
            for (std::size_t x = 20; x < 80; ++x) colours[plane * pixels + y * side + x] = 220;
        }
    }
    return {{}, std::move(colours), std::nullopt, side, side, side, side};
}

TEST(DrawPerson, DrawsALimbThatTheMaskMisses) {
    const BackboneFeatures features = arm_on_grey();
    constexpr int cells = 8;
    const MaskGrid nothing{cells, std::vector<float>(cells * cells, 0), {0, 0, 100, 100}};
    Plane drawn;
    draw_person(features, nothing, {}, {}, drawn);
    EXPECT_LT(drawn.row(50)[50], 0.1F);

    const Limb arm{{25, 50}, {75, 50}, 3};
    draw_person(features, nothing, {&arm, 1}, {}, drawn);
    for (const int x : {30, 50, 70}) {
        EXPECT_GT(drawn.row(50)[x], 0.5F) << x;
        EXPECT_LT(drawn.row(62)[x], 0.3F) << x;
        EXPECT_LT(drawn.row(38)[x], 0.3F) << x;
    }
    EXPECT_LT(drawn.row(50)[5], 0.3F);
}

TEST(DrawPerson, TakesALimbThatReachesOutOfThePicture) {
    const BackboneFeatures features = arm_on_grey();
    constexpr int cells = 8;
    const MaskGrid whole{cells, std::vector<float>(cells * cells, 1), {0, 0, 100, 100}};
    const Limb beyond[] = {{{-50, -50}, {-20, -20}, 4}, {{90, 50}, {180, 50}, 4}, {{50, 50}, {50, 50}, 2}};
    Plane drawn;
    draw_person(features, whole, beyond, {}, drawn);
    EXPECT_GT(drawn.row(50)[95], 0.5F);
    EXPECT_EQ(drawn.width, 100);
}

}  // namespace
}  // namespace trainingzip::vision
