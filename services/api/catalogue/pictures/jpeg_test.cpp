#include <gtest/gtest.h>

// jpeglib.h needs std::FILE declared before it.
#include <jpeglib.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "api/catalogue/pictures/picture_formats.h"
#include "base/encoding.h"

namespace trainingzip::api {
namespace {

/// A file of 64 x 48 pixels of one colour, as printers want it: with the mark of Adobe, 255 stands for no
/// ink.
std::vector<std::uint8_t> print_jpeg(std::array<std::uint8_t, 4> inks, bool is_of_adobe) {
    jpeg_error_mgr errors{};
    jpeg_compress_struct info{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &buffer, &size);
    info.image_width = 64;
    info.image_height = 48;
    info.input_components = 4;
    info.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&info);
    info.write_Adobe_marker = is_of_adobe ? TRUE : FALSE;
    jpeg_start_compress(&info, TRUE);
    std::vector<JSAMPLE> row;
    for (int x = 0; x < 64; ++x) row.insert(row.end(), inks.begin(), inks.end());
    JSAMPROW samples = row.data();
    while (info.next_scanline < info.image_height) jpeg_write_scanlines(&info, &samples, 1);
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    std::vector<std::uint8_t> bytes(buffer, buffer + size);
    std::free(buffer);
    return bytes;
}

void expect_color(const Picture& picture, std::array<int, 3> color) {
    ASSERT_EQ(picture.width, 64);
    ASSERT_EQ(picture.height, 48);
    for (const auto& [x, y] : {std::pair{0, 0}, std::pair{63, 47}}) {
        for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(picture.pixel(x, y)[i], color[i], 3) << i;
    }
}

TEST(Jpeg, OfInksForPrintingHasTheColorsOfAScreen) {
    // No cyan, half of the magenta, all of the yellow, a fifth of the black.
    expect_color(decode_jpeg(print_jpeg({255, 128, 0, 204}, true)), {204, 102, 0});
    expect_color(decode_jpeg(print_jpeg({0, 127, 255, 51}, false)), {204, 102, 0});
}

}  // namespace
}  // namespace trainingzip::api
