#include <gtest/gtest.h>

#include <array>
#include <initializer_list>
#include <vector>

#include "api/catalogue/pictures/picture_codec.h"
#include "api/catalogue/pictures/picture_formats.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Color = std::array<int, 3>;

constexpr Color red = {255, 0, 0};
constexpr Color green = {0, 255, 0};
constexpr Color blue = {0, 0, 255};
constexpr Color white = {255, 255, 255};

void append(Bytes& bytes, std::initializer_list<int> more) {
    for (const int value : more) bytes.push_back(static_cast<std::uint8_t>(value));
}

/// What one file differs from another by.
struct GifFile {
    int width = 2;
    int height = 2;
    int left = 0;
    int top = 0;
    int frame_width = 2;
    int frame_height = 2;
    int transparent = -1;
    bool interlaced = false;
    std::vector<int> pixels = {0, 1, 2, 0};  ///< Of red, green, blue and black.

    Bytes header() const {
        Bytes bytes = {'G', 'I', 'F', '8', '9', 'a'};
        append(bytes, {width & 255, width >> 8, height & 255, height >> 8, 0x91, 0, 0});
        append(bytes, {255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0});
        return bytes;
    }

    /// Codes of three bits, with a clear code before each pixel, so that they never grow.
    Bytes frame() const {
        Bytes bytes;
        if (transparent >= 0) append(bytes, {0x21, 0xf9, 4, 1, 0, 0, transparent, 0});
        append(bytes, {0x2c, left & 255, left >> 8, top & 255, top >> 8});
        append(bytes, {frame_width & 255, frame_width >> 8, frame_height & 255, frame_height >> 8});
        append(bytes, {interlaced ? 0x40 : 0, 2});
        Bytes packed;
        int bits = 0;
        int count = 0;
        const auto put = [&](int code) {
            bits |= code << count;
            for (count += 3; count >= 8; count -= 8, bits >>= 8) append(packed, {bits & 255});
        };
        for (const int pixel : pixels) {
            put(4);
            put(pixel);
        }
        put(5);
        append(packed, {bits & 255});
        append(bytes, {static_cast<int>(packed.size())});
        bytes.insert(bytes.end(), packed.begin(), packed.end());
        append(bytes, {0});
        return bytes;
    }

    Bytes bytes() const {
        Bytes all = header();
        const Bytes one = frame();
        all.insert(all.end(), one.begin(), one.end());
        append(all, {0x3b});
        return all;
    }
};

Color color_at(const Picture& picture, int x, int y) {
    const std::uint8_t* pixel = picture.pixel(x, y);
    return {pixel[0], pixel[1], pixel[2]};
}

bool is_refused(const Bytes& bytes) {
    try {
        to_stored_sizes(bytes);
        return false;
    } catch (const Failure& failure) {
        return failure.code() == ErrorCode::image_unreadable;
    }
}

TEST(Gif, GivesItsPixels) {
    const Picture picture = decode_gif(GifFile().bytes());
    ASSERT_EQ(picture.width, 2);
    ASSERT_EQ(picture.height, 2);
    EXPECT_EQ(color_at(picture, 0, 0), red);
    EXPECT_EQ(color_at(picture, 1, 0), green);
    EXPECT_EQ(color_at(picture, 0, 1), blue);
    EXPECT_EQ(color_at(picture, 1, 1), red);
}

TEST(Gif, GivesItsFirstFrame) {
    GifFile second;
    second.pixels = {2, 2, 2, 2};
    Bytes bytes = GifFile().header();
    for (const Bytes& frame : {GifFile().frame(), second.frame()})
        bytes.insert(bytes.end(), frame.begin(), frame.end());
    append(bytes, {0x3b});
    EXPECT_EQ(color_at(decode_gif(bytes), 0, 0), red);
}

TEST(Gif, IsWhiteWhereItIsTransparentOrEmpty) {
    GifFile file;
    file.width = 4;
    file.height = 3;
    file.left = 1;
    file.top = 1;
    file.transparent = 1;
    const Picture picture = decode_gif(file.bytes());
    ASSERT_EQ(picture.width, 4);
    ASSERT_EQ(picture.height, 3);
    EXPECT_EQ(color_at(picture, 0, 0), white);
    EXPECT_EQ(color_at(picture, 3, 2), white);
    EXPECT_EQ(color_at(picture, 1, 1), red);
    EXPECT_EQ(color_at(picture, 2, 1), white) << "transparent";
    EXPECT_EQ(color_at(picture, 1, 2), blue);
}

TEST(Gif, PutsInterlacedLinesInOrder) {
    GifFile file;
    file.width = file.frame_width = 1;
    file.height = file.frame_height = 9;
    file.interlaced = true;
    // Of the lines 0, 8, 4, 2, 6, 1, 3, 5, 7.
    file.pixels = {0, 0, 1, 2, 2, 3, 3, 3, 3};
    const Picture picture = decode_gif(file.bytes());
    for (const int row : {0, 8}) EXPECT_EQ(color_at(picture, 0, row), red) << row;
    EXPECT_EQ(color_at(picture, 0, 4), green);
    for (const int row : {2, 6}) EXPECT_EQ(color_at(picture, 0, row), blue) << row;
    for (const int row : {1, 3, 5, 7}) EXPECT_EQ(color_at(picture, 0, row), (Color{0, 0, 0})) << row;
}

TEST(Gif, GrowsACanvasThatTheFrameDoesNotFitIn) {
    GifFile file;
    file.width = file.height = 0;
    file.left = 3;
    const Picture picture = decode_gif(file.bytes());
    EXPECT_EQ(picture.width, 5);
    EXPECT_EQ(picture.height, 2);
    EXPECT_EQ(color_at(picture, 3, 0), red);
}

TEST(Gif, IsRefusedWhenDamagedOrTooLarge) {
    const Bytes good = GifFile().bytes();
    EXPECT_FALSE(is_refused(good));
    for (std::size_t size = 0; size + 1 < good.size(); ++size)
        EXPECT_TRUE(is_refused(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size))))
            << size;
    EXPECT_TRUE(is_refused(GifFile().header())) << "no frame";
    GifFile canvas;
    canvas.width = canvas.height = 65535;
    EXPECT_TRUE(is_refused(canvas.bytes()));
    GifFile far;
    far.left = far.top = 65535;
    EXPECT_TRUE(is_refused(far.bytes()));
    GifFile nothing;
    nothing.frame_width = 0;
    EXPECT_TRUE(is_refused(nothing.bytes()));
    GifFile few;
    few.frame_height = 60'000;
    EXPECT_TRUE(is_refused(few.bytes())) << "fewer pixels than promised";
}

}  // namespace
}  // namespace trainingzip::api
