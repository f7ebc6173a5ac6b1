#include "media/jpeg_encoder.h"

#include <gtest/gtest.h>

#include <array>

#include "base/encoding.h"
#include "media/image_reader.h"

namespace trainingzip::media {
namespace {

/// Left half of one colour, right half of another.
Image two_colours(int width, int height, PixelFormat format = PixelFormat::rgb) {
    Image image(width, height, format);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            std::uint8_t* pixel = image.pixel(x, y);
            const int red = format == PixelFormat::bgr ? 2 : 0;
            pixel[red] = x < width / 2 ? 200 : 20;
            pixel[1] = 60;
            pixel[2 - red] = x < width / 2 ? 30 : 220;
        }
    }
    return image;
}

Image decoded(const std::string& jpeg) {
    return decode_image(as_bytes(jpeg));
}

void expect_colour(const Image& image, int x, int y, std::array<int, 3> colour) {
    for (int channel = 0; channel < 3; ++channel) {
        EXPECT_NEAR(image.pixel(x, y)[channel], colour[static_cast<std::size_t>(channel)], 6)
            << "channel " << channel << " at " << x << "," << y;
    }
}

TEST(JpegEncoder, KeepsColoursAndSize) {
    const Image image = decoded(encode_jpeg(two_colours(640, 360).view(), 640, 360));
    EXPECT_EQ(image.width(), 640);
    EXPECT_EQ(image.height(), 360);
    expect_colour(image, 100, 100, {200, 60, 30});
    expect_colour(image, 500, 300, {20, 60, 220});
}

TEST(JpegEncoder, ShrinksToAnySize) {
    for (const auto& [width, height] : {std::pair{321, 181}, {1, 1}, {17, 3}, {333, 999}}) {
        const Image image = decoded(encode_jpeg(two_colours(1080, 1919).view(), width, height));
        EXPECT_EQ(image.width(), width);
        EXPECT_EQ(image.height(), height);
        if (width > 32) expect_colour(image, width / 4, height / 2, {200, 60, 30});
    }
}

TEST(JpegEncoder, TakesBgr) {
    const Image image = decoded(encode_jpeg(two_colours(64, 64, PixelFormat::bgr).view(), 64, 64));
    expect_colour(image, 8, 8, {200, 60, 30});
}

}  // namespace
}  // namespace trainingzip::media
