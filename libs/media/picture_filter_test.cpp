#include "media/picture_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace trainingzip::media {
namespace {

FrameHandle grey_frame(int width, int height) {
    FrameHandle frame(av_frame_alloc());
    frame->format = AV_PIX_FMT_YUV420P;
    frame->width = width;
    frame->height = height;
    frame->color_range = AVCOL_RANGE_MPEG;
    if (av_frame_get_buffer(frame.get(), 0) < 0) throw std::bad_alloc();
    for (int plane = 0; plane < 3; ++plane) {
        const int rows = plane == 0 ? height : (height + 1) / 2;
        std::fill_n(frame->data[plane], frame->linesize[plane] * rows,
                    static_cast<std::uint8_t>(plane == 0 ? 100 : 128));
    }
    frame->pts = 0;
    return frame;
}

/// Whether every luma sample of the picture was written.
bool is_grey(const AVFrame& picture) {
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            if (std::abs(picture.data[0][y * picture.linesize[0] + x] - 100) > 2) return false;
        }
    }
    return true;
}

TEST(PictureFilter, MakesWholePicturesOfEveryWidthInEveryOrientation) {
    // Seven has no divisor in common with the sizes of vectors: above 70 all remainders come.
    for (int width = 2; width <= 2200; width += width < 70 ? 1 : 7) {
        constexpr int height = 6;
        PictureFilterSettings settings;
        settings.orientation = {width % 2 == 0, width % 4};
        const bool lies = settings.orientation.quarter_turns % 2 != 0;
        const int even = (width + 1) / 2 * 2;
        settings.size = lies ? PictureSize{height, even} : PictureSize{even, height};
        settings.time_base = {1, 25};
        int pictures = 0;
        PictureFilter filter(settings, [&](AVFrame& picture) {
            ++pictures;
            EXPECT_EQ(picture.width, settings.size.width);
            EXPECT_EQ(picture.height, settings.size.height);
            EXPECT_TRUE(is_grey(picture)) << "width " << width;
        });
        filter.put(*grey_frame(width, height));
        filter.finish();
        EXPECT_EQ(pictures, 1) << "width " << width;
    }
}

}  // namespace
}  // namespace trainingzip::media
