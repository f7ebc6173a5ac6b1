#include "vision/person_crop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace trainingzip::vision {
namespace {

constexpr Normalisation plain{{0, 0, 0}, {1, 1, 1}};

TEST(PersonCrop, TheRegionHasTheAspectAndRoomAroundTheBox) {
    const CropRegion tall = person_region({10, 20, 30, 120}, 0.75F);
    EXPECT_EQ(tall.centre, (Point{20, 70}));
    EXPECT_FLOAT_EQ(tall.height, 125);
    EXPECT_FLOAT_EQ(tall.width, 93.75F);
    const CropRegion wide = person_region({0, 0, 90, 10}, 0.75F);
    EXPECT_FLOAT_EQ(wide.width, 112.5F);
    EXPECT_FLOAT_EQ(wide.height, 150);
}

TEST(PersonCrop, TakesPixelsOneToOneWhereTheSizesAgree) {
    media::Image picture(8, 6);
    for (int y = 0; y < 6; ++y) {
        for (int x = 0; x < 8; ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                picture.pixel(x, y)[channel] = static_cast<std::uint8_t>(100 * channel + 10 * y + x);
            }
        }
    }
    std::vector<float> output(3 * 4 * 2);
    crop_person(picture.view(), {{4, 3}, 4, 2}, 4, 2, plain, output);
    for (int channel = 0; channel < 3; ++channel) {
        for (int y = 0; y < 2; ++y) {
            for (int x = 0; x < 4; ++x) {
                EXPECT_FLOAT_EQ(output[static_cast<std::size_t>(channel * 8 + y * 4 + x)] * 255,
                                static_cast<float>(100 * channel + 10 * (y + 2) + x + 2));
            }
        }
    }
}

TEST(PersonCrop, ReadsEveryOrderOfSamplesAsRgb) {
    for (const auto format : {media::PixelFormat::rgb, media::PixelFormat::bgr, media::PixelFormat::rgba}) {
        media::Image picture(1, 1, format);
        const bool reversed = format == media::PixelFormat::bgr;
        picture.pixel(0, 0)[reversed ? 2 : 0] = 51;
        picture.pixel(0, 0)[1] = 102;
        picture.pixel(0, 0)[reversed ? 0 : 2] = 204;
        std::vector<float> output(3);
        crop_person(picture.view(), {{0.5F, 0.5F}, 1, 1}, 1, 1, plain, output);
        EXPECT_NEAR(output[0], 0.2, 1e-6);
        EXPECT_NEAR(output[1], 0.4, 1e-6);
        EXPECT_NEAR(output[2], 0.8, 1e-6);
    }
}

TEST(PersonCrop, ACoarseCropSkipsNoPixel) {
    // Every other column is white: a crop at a fifth of the size must see grey wherever it samples.
    media::Image picture(100, 100);
    for (int y = 0; y < 100; ++y) {
        for (int x = 0; x < 100; ++x)
            std::fill_n(picture.pixel(x, y), 3, static_cast<std::uint8_t>(x % 2 * 255));
    }
    std::vector<float> output(3 * 16 * 16);
    crop_person(picture.view(), {{50, 50}, 80, 80}, 16, 16, plain, output);
    for (const float sample : output) EXPECT_NEAR(sample, 0.5, 0.03);
}

TEST(PersonCrop, IsBlackOutsideThePicture) {
    media::Image picture(2, 2);
    picture.fill(255);
    std::vector<float> output(3 * 6 * 6, -1);
    crop_person(picture.view(), {{1, 1}, 6, 6}, 6, 6, {}, output);
    EXPECT_FLOAT_EQ(output[0], -0.485F / 0.229F);
    EXPECT_FLOAT_EQ(output[2 * 6 + 2], (1 - 0.485F) / 0.229F);
}

TEST(PersonCrop, AnEndlessOrEmptyRegionReadsNothingOutside) {
    media::Image picture(2, 2);
    std::vector<float> output(3 * 4 * 4);
    crop_person(picture.view(), {{1e9F, -1e9F}, 1e9F, 1e9F}, 4, 4, plain, output);
    EXPECT_EQ(output[0], 0);
    crop_person(picture.view(), {{1, 1}, 0, 0}, 4, 4, plain, output);
}

TEST(PersonCrop, PositionsGoBackToThePicture) {
    const CropRegion region{{100, 200}, 96, 128};
    EXPECT_EQ(to_picture(region, {24, 32}, 48, 64), (Point{100, 200}));
    EXPECT_EQ(to_picture(region, {0, 0}, 48, 64), (Point{52, 136}));
}

/// The picture of somebody turned clockwise from upright: (x, y) comes to where the head is no longer up.
media::Image turned_picture(const media::Image& upright, int turns) {
    const int last_x = upright.width() - 1;
    const int last_y = upright.height() - 1;
    media::Image turned = turns % 2 == 0 ? media::Image(upright.width(), upright.height())
                                         : media::Image(upright.height(), upright.width());
    for (int y = 0; y <= last_y; ++y) {
        for (int x = 0; x <= last_x; ++x) {
            const int places[4][2] = {{x, y}, {last_y - y, x}, {last_x - x, last_y - y}, {y, last_x - x}};
            const auto& place = places[turns];
            std::copy_n(upright.pixel(x, y), 3, turned.pixel(place[0], place[1]));
        }
    }
    return turned;
}

TEST(PersonCrop, ATurnedBodyGivesTheCropOfTheUprightOne) {
    media::Image upright(31, 24);
    for (int y = 0; y < 24; ++y) {
        for (int x = 0; x < 31; ++x) {
            for (int channel = 0; channel < 3; ++channel)
                upright.pixel(x, y)[channel] = static_cast<std::uint8_t>(x * x * 3 + y * 17 + channel * 50);
        }
    }
    // Pixels have their centres on whole numbers: the far end of this picture is (30, 23).
    const Point centres[4] = {{12, 9}, {23 - 9, 12}, {30 - 12, 23 - 9}, {9, 30 - 12}};
    std::vector<float> expected(3 * 12 * 16);
    crop_person(upright.view(), {centres[0], 15, 20}, 12, 16, plain, expected);
    for (int turns = 1; turns < 4; ++turns) {
        const media::Image picture = turned_picture(upright, turns);
        std::vector<float> output(expected.size());
        crop_person(picture.view(), {centres[turns], 15, 20, turns}, 12, 16, plain, output);
        for (std::size_t i = 0; i < output.size(); ++i)
            ASSERT_NEAR(output[i], expected[i], 1e-5) << i << ", " << turns << " turns";
    }
}

TEST(PersonCrop, ComesBackFromATurnedRegion) {
    const Point expected[4] = {{60, 180}, {70, 60}, {140, 120}, {130, 140}};
    for (int turns = 0; turns < 4; ++turns) {
        const CropRegion region{{100, turns % 2 == 0 ? 150.0F : 100.0F}, 80, 120, turns};
        EXPECT_EQ(to_picture(region, {0, 24}, 24, 32), (expected[turns])) << turns;
    }
}

TEST(PersonCrop, TheRegionOfSomebodyWhoLiesHasTheSidesOfOneWhoStands) {
    const CropRegion standing = person_region({10, 20, 30, 120}, 0.75F);
    const CropRegion lying = person_region({20, 10, 120, 30}, 0.75F, 1.25F, 3);
    EXPECT_FLOAT_EQ(lying.width, standing.width);
    EXPECT_FLOAT_EQ(lying.height, standing.height);
    EXPECT_EQ(lying.quarter_turns, 3);
}

}  // namespace
}  // namespace trainingzip::vision
