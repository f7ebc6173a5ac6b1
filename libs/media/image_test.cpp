#include "media/image.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace trainingzip::media {
namespace {

TEST(Image, BeginsEachRowWhereVectorsMayBeWritten) {
    for (const PixelFormat format : {PixelFormat::rgb, PixelFormat::bgr, PixelFormat::rgba}) {
        for (int width = 1; width < 200; ++width) {
            Image image(width, 3, format);
            for (int y = 0; y < 3; ++y) {
                EXPECT_EQ(reinterpret_cast<std::uintptr_t>(image.pixel(0, y)) % Image::row_alignment, 0U);
            }
            EXPECT_GE(image.stride_bytes(), width * bytes_per_pixel(format));
            EXPECT_EQ(image.pixel(0, 2) - image.data(), 2 * image.stride_bytes());
        }
    }
}

TEST(Image, KeepsItsMemoryWhileItIsLargeEnough) {
    Image image(64, 64);
    const std::uint8_t* const memory = image.data();
    image.resize(64, 32);
    EXPECT_EQ(image.data(), memory);
    image.resize(30, 40, PixelFormat::rgba);
    EXPECT_EQ(image.data(), memory);
    EXPECT_EQ(image.height(), 40);
}

TEST(Image, UsesMemoryThatItIsLentAndGivesItBackOnce) {
    alignas(Image::row_alignment) static std::uint8_t memory[Image::bytes_for(8, 8)];
    int given_back = 0;
    {
        Image lent({memory, [&](std::uint8_t*) { ++given_back; }}, sizeof memory);
        EXPECT_TRUE(lent.empty());
        lent.resize(8, 8);
        EXPECT_EQ(lent.data(), memory);
        *lent.pixel(7, 7) = 5;
        const Image copy = lent;
        EXPECT_NE(copy.data(), memory);
        EXPECT_EQ(*copy.pixel(7, 7), 5);
        Image moved = std::move(lent);
        EXPECT_EQ(moved.data(), memory);
        EXPECT_EQ(given_back, 0);
        moved.resize(9, 80);
        EXPECT_EQ(given_back, 1) << "it needed more";
    }
    EXPECT_EQ(given_back, 1);
}

}  // namespace
}  // namespace trainingzip::media
