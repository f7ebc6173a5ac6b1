#include <gtest/gtest.h>
#include <png.h>
#include <webp/encode.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "api/catalogue/pictures/exif_orientation.h"
#include "api/catalogue/pictures/picture_codec.h"
#include "api/catalogue/pictures/picture_formats.h"
#include "api/catalogue/pictures/picture_transform.h"
#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes to_bytes(const std::string& text) {
    const auto view = as_bytes(text);
    return {view.begin(), view.end()};
}

/// Red above, blue below, smooth from left to right, so that turning and scaling show.
Picture sample(int width, int height) {
    Picture picture = Picture::of_size(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            std::uint8_t* pixel = picture.pixel(x, y);
            pixel[y < height / 2 ? 0 : 2] = 200;
            pixel[1] = static_cast<std::uint8_t>(255 * x / width);
        }
    }
    return picture;
}

Bytes png_of(const std::vector<std::uint8_t>& rgba, unsigned width, unsigned height) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&image, nullptr, &size, 0, rgba.data(), 0, nullptr);
    Bytes bytes(size);
    png_image_write_to_memory(&image, bytes.data(), &size, 0, rgba.data(), 0, nullptr);
    return bytes;
}

Bytes webp_of(const std::vector<std::uint8_t>& rgba, int width, int height) {
    std::uint8_t* output = nullptr;
    const std::size_t size = WebPEncodeLosslessRGBA(rgba.data(), width, height, width * 4, &output);
    Bytes bytes(output, output + size);
    WebPFree(output);
    return bytes;
}

int distance(const std::uint8_t* a, const std::array<int, 3>& b) {
    int sum = 0;
    for (std::size_t channel = 0; channel < 3; ++channel) sum += std::abs(a[channel] - b[channel]);
    return sum;
}

bool is_refused(const Bytes& bytes) {
    try {
        to_stored_sizes(bytes);
        return false;
    } catch (const Failure& failure) {
        return failure.code() == ErrorCode::image_unreadable;
    }
}

TEST(Pictures, ComeBackFromJpegAsTheyWere) {
    const Picture picture = sample(64, 48);
    const Picture read = decode_jpeg(to_bytes(encode_jpeg(picture)));
    ASSERT_EQ(read.width, 64);
    ASSERT_EQ(read.height, 48);
    EXPECT_LT(distance(read.pixel(10, 5), {200, 255 * 10 / 64, 0}), 30);
    EXPECT_LT(distance(read.pixel(50, 40), {0, 255 * 50 / 64, 200}), 30);
}

TEST(Pictures, ShowWhiteThroughTransparentParts) {
    // Half transparent black, opaque green.
    const std::vector<std::uint8_t> rgba = {0, 0, 0, 128, 0, 255, 0, 255};
    for (const Picture& picture : {decode_png(png_of(rgba, 2, 1)), decode_webp(webp_of(rgba, 2, 1))}) {
        EXPECT_LT(distance(picture.pixel(1, 0), {0, 255, 0}), 6);
        const std::uint8_t* grey = picture.pixel(0, 0);
        EXPECT_TRUE(grey[0] == grey[1] && grey[1] == grey[2] && grey[0] > 100) << int{grey[0]};
    }
}

TEST(Pictures, AreStoredNoLargerThanTheyAreShown) {
    const StoredSizes sizes = to_stored_sizes(to_bytes(encode_jpeg(sample(3000, 1500))));
    ASSERT_TRUE(sizes.medium && sizes.small);
    int width = longest_stored_side;
    for (const std::string& jpeg : {sizes.large, *sizes.medium, *sizes.small}) {
        const Picture stored = decode_jpeg(to_bytes(jpeg));
        EXPECT_EQ(stored.width, width);
        EXPECT_EQ(stored.height, width / 2);
        EXPECT_LT(distance(stored.pixel(width / 2, width / 16), {200, 127, 0}), 30);
        EXPECT_LT(distance(stored.pixel(width / 2, width / 2 - 10), {0, 127, 200}), 30);
        width /= 2;
    }
}

TEST(Pictures, AreAsWideUprightAsLying) {
    const StoredSizes sizes = to_stored_sizes(to_bytes(encode_jpeg(sample(720, 1280))));
    ASSERT_TRUE(sizes.medium && sizes.small);
    const Picture medium = decode_jpeg(to_bytes(*sizes.medium));
    const Picture small = decode_jpeg(to_bytes(*sizes.small));
    EXPECT_EQ(medium.width, medium_width);
    EXPECT_EQ(medium.height, 1280 * medium_width / 720);
    EXPECT_EQ(small.width, small_width);
    EXPECT_EQ(small.height, medium.height * small_width / medium_width);
}

TEST(Pictures, AreNotKeptTwiceNorEnlarged) {
    const auto sizes = [](int width, int height) {
        return to_stored_sizes(to_bytes(encode_jpeg(sample(width, height))));
    };
    const StoredSizes small = sizes(small_width, 900);
    EXPECT_FALSE(small.medium || small.small);
    EXPECT_EQ(decode_jpeg(to_bytes(small.large)).width, small_width);
    const StoredSizes medium = sizes(medium_width, 10);
    EXPECT_FALSE(medium.medium);
    EXPECT_TRUE(medium.small);
    EXPECT_TRUE(sizes(medium_width + 1, 10).medium);
}

TEST(Pictures, AreRefusedWhenDamaged) {
    const Bytes jpeg = to_bytes(encode_jpeg(sample(64, 48)));
    const Bytes png = png_of(std::vector<std::uint8_t>(64 * 64 * 4, 77), 64, 64);
    const Bytes webp = webp_of(std::vector<std::uint8_t>(64 * 64 * 4, 77), 64, 64);
    EXPECT_FALSE(is_refused(jpeg));
    EXPECT_FALSE(is_refused(png));
    EXPECT_FALSE(is_refused(webp));
    EXPECT_TRUE(is_refused({}));
    EXPECT_TRUE(is_refused(Bytes(jpeg.begin(), jpeg.begin() + 100)));
    EXPECT_TRUE(is_refused(Bytes(jpeg.begin(), jpeg.end() - 50)));
    EXPECT_TRUE(is_refused(Bytes(png.begin(), png.begin() + 45)));
    EXPECT_TRUE(is_refused(Bytes(webp.begin(), webp.begin() + 24)));
    EXPECT_TRUE(is_refused(to_bytes("GIF89a")));
    EXPECT_TRUE(is_refused(to_bytes("GIF88a")));
    EXPECT_TRUE(is_refused(to_bytes("RIFFxxxxWAVE....")));
}

TEST(Pictures, StandUpright) {
    Picture picture = Picture::of_size(2, 3);
    for (int i = 0; i < 6; ++i) picture.rgb[static_cast<std::size_t>(i) * 3] = static_cast<std::uint8_t>(i);
    // Rows of the file: 0 1 / 2 3 / 4 5. Rows that CIPA DC-008 asks to be shown.
    const std::vector<std::vector<int>> shown = {{0, 1, 2, 3, 4, 5}, {1, 0, 3, 2, 5, 4}, {5, 4, 3, 2, 1, 0},
                                                 {4, 5, 2, 3, 0, 1}, {0, 2, 4, 1, 3, 5}, {4, 2, 0, 5, 3, 1},
                                                 {5, 3, 1, 4, 2, 0}, {1, 3, 5, 0, 2, 4}};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const Picture result = upright(picture, orientation);
        EXPECT_EQ(result.width, orientation < 5 ? 2 : 3);
        std::vector<int> values;
        for (std::size_t i = 0; i < 6; ++i) values.push_back(result.rgb[i * 3]);
        EXPECT_EQ(values, shown[static_cast<std::size_t>(orientation - 1)]) << orientation;
    }
}

TEST(Pictures, ShrinkToTheMean) {
    Picture picture = Picture::of_size(4, 2);
    for (int i = 0; i < 8; ++i)
        picture.rgb[static_cast<std::size_t>(i) * 3] = static_cast<std::uint8_t>(i * 10);
    const Picture small = shrink_to(picture, 2);
    ASSERT_EQ(small.width, 2);
    ASSERT_EQ(small.height, 1);
    EXPECT_EQ(small.pixel(0, 0)[0], (0 + 10 + 40 + 50) / 4);
    EXPECT_EQ(small.pixel(1, 0)[0], (20 + 30 + 60 + 70) / 4);
    EXPECT_EQ(shrink_to(Picture::of_size(1000, 1), 10).height, 1);
    EXPECT_EQ(shrink_to_width(Picture::of_size(1000, 1), 10).height, 1);
}

TEST(Pictures, ShrinkByPartsOfPixels) {
    Picture picture = Picture::of_size(3, 3);
    for (int i = 0; i < 9; ++i)
        picture.rgb[static_cast<std::size_t>(i) * 3] = static_cast<std::uint8_t>(i * 9);
    const Picture small = shrink_to(picture, 2);
    ASSERT_EQ(small.width, 2);
    ASSERT_EQ(small.height, 2);
    // Of the middle of each line one half, so that weights are 4, 2, 2 and 1 of 9.
    EXPECT_EQ(small.pixel(0, 0)[0], 4 * 0 + 2 * 1 + 2 * 3 + 4);
    EXPECT_EQ(small.pixel(1, 1)[0], 4 * 8 + 2 * 7 + 2 * 5 + 4);
}

Bytes exif(bool little_endian, std::uint8_t value) {
    if (little_endian) {
        return {'E', 'x', 'i',  'f', 0, 0, 'I', 'I', 42, 0, 8,     0, 0, 0,
                1,   0,   0x12, 1,   3, 0, 1,   0,   0,  0, value, 0, 0, 0};
    }
    return {'E', 'x', 'i', 'f',  0, 0, 'M', 'M', 0, 42, 0, 0,     0, 8,
            0,   1,   1,   0x12, 0, 3, 0,   0,   0, 1,  0, value, 0, 0};
}

TEST(ExifOrientation, IsReadInBothByteOrders) {
    for (const bool little_endian : {true, false}) {
        EXPECT_EQ(exif_orientation(exif(little_endian, 6)), 6);
        EXPECT_EQ(exif_orientation(exif(little_endian, 0)), 1);
        EXPECT_EQ(exif_orientation(exif(little_endian, 9)), 1);
    }
}

TEST(ExifOrientation, IsUprightForWhatIsDamaged) {
    const Bytes good = exif(true, 6);
    for (std::size_t size = 0; size < good.size() - 3; ++size) {
        EXPECT_EQ(exif_orientation(std::span(good).first(size)), 1) << size;
    }
    Bytes far = good;
    far[10] = far[11] = far[12] = far[13] = 0xff;
    EXPECT_EQ(exif_orientation(far), 1) << "a directory beyond the end";
    Bytes many = good;
    many[14] = many[15] = 0xff;
    many[16] = 0;
    EXPECT_EQ(exif_orientation(many), 1) << "more entries than bytes";
}

}  // namespace
}  // namespace trainingzip::api
