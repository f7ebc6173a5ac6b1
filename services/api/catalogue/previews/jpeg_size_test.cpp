#include "api/catalogue/previews/jpeg_size.h"

#include <gtest/gtest.h>

#include "api/catalogue/pictures/picture_formats.h"

namespace trainingzip::api {
namespace {

TEST(JpegSize, IsThatOfTheStoredPicture) {
    const std::string file = encode_jpeg(Picture::of_size(640, 361));
    const auto size = jpeg_size(file);
    ASSERT_TRUE(size);
    EXPECT_EQ(size->width, 640);
    EXPECT_EQ(size->height, 361);
    EXPECT_TRUE(jpeg_size(file.substr(0, 4096)));
}

TEST(JpegSize, NothingIsReadBehindTheEnd) {
    const std::string file = encode_jpeg(Picture::of_size(64, 48));
    bool found = false;
    for (std::size_t length = 0; length <= file.size(); ++length) {
        const auto size = jpeg_size(file.substr(0, length));
        EXPECT_TRUE(!found || size) << length;
        EXPECT_EQ(size ? size->height : 48, 48) << length;
        found = size.has_value();
    }
    EXPECT_TRUE(found);
}

TEST(JpegSize, WhatIsNoJpegHasNone) {
    for (const std::string_view bytes : {"", "\xFF", "\x89PNG\r\n\x1A\n", "\xFF\xD8\xFF\xDA\0\0\0\0\0",
                                         "\xFF\xD8\xFF\xC0", "\xFF\xD8\xFF\xFF\xFF"}) {
        EXPECT_FALSE(jpeg_size(bytes)) << bytes.size();
    }
    // A length of nothing, again and again, comes to an end.
    EXPECT_FALSE(jpeg_size("\xFF\xD8" + std::string(1000, '\xFF')));
    EXPECT_FALSE(jpeg_size(std::string("\xFF\xD8\xFF\xE0\0\0\xFF\xE0\0\0", 10)));
}

}  // namespace
}  // namespace trainingzip::api
