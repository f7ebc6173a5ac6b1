#include "vision/turned_region.h"

#include <gtest/gtest.h>

namespace trainingzip::vision {
namespace {

/// 60 x 40, with a red square of 8 pixels whose top left corner is at (20, 10).
media::Image picture_with_a_square() {
    media::Image image(60, 40);
    for (int y = 10; y < 18; ++y) {
        for (int x = 20; x < 28; ++x) image.pixel(x, y)[0] = 200;
    }
    return image;
}

constexpr Box square{20, 10, 28, 18};
constexpr ChannelSettings red_first{false, {0, 0, 0}, {1, 1, 1}};

TEST(TurnedRegion, HasTheAxesOfTheBody) {
    const Box box{10, 5, 40, 25};
    EXPECT_EQ((TurnedRegion{box, 0}.to_region(square)), (Box{10, 5, 18, 13}));
    // The head is to the right, so the right edge is its top and the top edge its left.
    const TurnedRegion lying{box, 1};
    EXPECT_EQ(lying.width(), 20);
    EXPECT_EQ(lying.height(), 30);
    EXPECT_EQ(lying.to_region(square), (Box{5, 12, 13, 20}));
    EXPECT_EQ((TurnedRegion{box, 2}.to_region(square)), (Box{12, 7, 20, 15}));
    EXPECT_EQ((TurnedRegion{box, 3}.to_region(square)), (Box{7, 10, 15, 18}));
}

TEST(TurnedRegion, IsCroppedWhereItSaysAnythingIs) {
    const media::Image image = picture_with_a_square();
    for (int turns = 0; turns < 4; ++turns) {
        const TurnedRegion region{{10, 5, 40, 25}, turns};
        const PixelSize size{static_cast<int>(region.width()), static_cast<int>(region.height())};
        std::vector<float> planes;
        crop_to_planes(image.view(), region, size, red_first, planes);
        const Box expected = region.to_region(square);
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const bool inside =
                    static_cast<float>(x) >= expected.left && static_cast<float>(x) < expected.right &&
                    static_cast<float>(y) >= expected.top && static_cast<float>(y) < expected.bottom;
                ASSERT_NEAR(planes[static_cast<std::size_t>(y * size.width + x)], inside ? 200 : 0, 0.01F)
                    << turns << " " << x << " " << y;
            }
        }
    }
}

TEST(TurnedRegion, IsBlackOutsideThePictureAndScaled) {
    media::Image image(20, 20);
    image.fill(100);
    std::vector<float> planes;
    crop_to_planes(image.view(), {{-20, 0, 20, 20}, 0}, {20, 10}, {true, {10, 20, 30}, {2, 2, 2}}, planes);
    ASSERT_EQ(planes.size(), 600U);
    // Blue first: its mean is 10.
    EXPECT_NEAR(planes[100], -20, 0.01F);
    EXPECT_NEAR(planes[118], 180, 0.01F);
    EXPECT_NEAR(planes[500], -60, 0.01F);
    EXPECT_NEAR(planes[518], 140, 0.01F);
}

TEST(TurnedRegion, IsDrawnWhereItWasCropped) {
    const media::Image image = picture_with_a_square();
    for (int turns = 0; turns < 4; ++turns) {
        const TurnedRegion region{{10, 5, 40, 25}, turns};
        Plane plane(static_cast<int>(region.width()), static_cast<int>(region.height()));
        std::vector<float> planes;
        crop_to_planes(image.view(), region, {plane.width, plane.height}, red_first, planes);
        std::copy_n(planes.begin(), plane.values.size(), plane.values.begin());
        Plane drawn(60, 40);
        drawn.values.assign(drawn.values.size(), 7);
        draw_region(plane, region, 1, drawn);
        for (int y = 0; y < drawn.height; ++y) {
            for (int x = 0; x < drawn.width; ++x) {
                ASSERT_NEAR(drawn.row(y)[x], image.pixel(x, y)[0], 0.01F) << turns << " " << x << " " << y;
            }
        }
    }
}

TEST(TurnedRegion, IsDrawnIntoASmallerPicture) {
    Plane plane(10, 10);
    plane.values.assign(plane.values.size(), 1);
    Plane drawn(30, 20);
    draw_region(plane, {{20, 10, 40, 30}, 0}, 0.5F, drawn);
    for (int y = 0; y < drawn.height; ++y) {
        for (int x = 0; x < drawn.width; ++x) {
            EXPECT_EQ(drawn.row(y)[x], x >= 10 && x < 20 && y >= 5 && y < 15 ? 1 : 0) << x << " " << y;
        }
    }
}

TEST(TurnedRegion, MayLieOutsideThePictureThatItIsDrawnInto) {
    Plane plane(4, 4);
    plane.values.assign(plane.values.size(), 1);
    Plane drawn(10, 10);
    draw_region(plane, {{-30, -30, -10, -10}, 1}, 1, drawn);
    draw_region(plane, {{50, 50, 60, 60}, 2}, 1, drawn);
    for (const float value : drawn.values) EXPECT_EQ(value, 0);
}

}  // namespace
}  // namespace trainingzip::vision
