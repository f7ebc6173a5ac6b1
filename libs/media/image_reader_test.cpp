#include "media/image_reader.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "media/test_media.h"

namespace trainingzip::media {
namespace {

TEST(ImageReader, ReadsAJpegAndAPng) {
    const Image jpeg = read_image(test::drawn_media_folder() / "drawn" / "person.jpg");
    EXPECT_EQ(jpeg.width(), 720);
    EXPECT_EQ(jpeg.format(), PixelFormat::rgb);
    const Image png = read_image(test::drawn_media_folder() / "drawn" / "person_mask.png");
    EXPECT_EQ(png.width(), jpeg.width());
    EXPECT_EQ(png.height(), jpeg.height());
}

TEST(ImageReader, RefusesOtherBytes) {
    const std::uint8_t nonsense[] = {1, 2, 3, 4};
    EXPECT_THROW(decode_image(nonsense), Failure);
    EXPECT_THROW(decode_image({}), Failure);
    const std::uint8_t empty_jpeg[] = {0xFF, 0xD8, 0xFF, 0xD9};
    EXPECT_THROW(decode_image(empty_jpeg), Failure);
}

TEST(ImageReader, RefusesPicturesAboveTheLimit) {
    EXPECT_THROW(read_image(test::drawn_media_folder() / "drawn" / "person.jpg", 100), Failure);
}

}  // namespace
}  // namespace trainingzip::media
