#include "media/frame_converter.h"

#include <gtest/gtest.h>

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cstdlib>

#include "media/guarded_memory.h"

namespace trainingzip::media {
namespace {

/// What decoders of the videos that we take give, and a few more.
constexpr AVPixelFormat formats[] = {
    AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P,    AV_PIX_FMT_NV12,        AV_PIX_FMT_YUV422P,
    AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV420P10LE, AV_PIX_FMT_YUV422P10LE, AV_PIX_FMT_GRAY8,
    AV_PIX_FMT_RGB24,   AV_PIX_FMT_GBRP,        AV_PIX_FMT_YUVA420P,    AV_PIX_FMT_YUYV422,
};

/// Of one colour.
FrameHandle plain_frame(AVPixelFormat format, int width, int height) {
    FrameHandle frame(av_frame_alloc());
    frame->format = format;
    frame->width = width;
    frame->height = height;
    if (av_frame_get_buffer(frame.get(), 0) < 0) throw std::bad_alloc();
    for (int plane = 0; plane < AV_NUM_DATA_POINTERS && frame->buf[plane] != nullptr; ++plane) {
        std::fill_n(frame->buf[plane]->data, frame->buf[plane]->size, std::uint8_t{0x01});
    }
    return frame;
}

/// Whether each pixel up to the last was written. Dithering may move a colour by one.
bool is_plain(const Image& image) {
    const std::uint8_t* const first = image.pixel(0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                if (std::abs(image.pixel(x, y)[channel] - first[channel]) > 1) return false;
            }
        }
    }
    return true;
}

void convert_guarded(AVPixelFormat format, int width, ConversionQuality quality) {
    constexpr int height = 4;
    constexpr std::uint8_t not_written = 0xC5;
    const FrameHandle frame = plain_frame(format, width, height);
    FrameConverter converter(quality);
    for (const test::Guard guard : {test::Guard::before, test::Guard::behind}) {
        Image image = test::guarded_image(width, height, guard);
        image.resize(width, height);
        image.fill(not_written);
        converter.convert(*frame, image);
        EXPECT_TRUE(is_plain(image)) << av_get_pix_fmt_name(format) << ", width " << width;
        EXPECT_NE(*image.pixel(0, 0), not_written);
    }
}

TEST(FrameConverter, StaysInTheMemoryOfThePictureAtEveryWidth) {
    for (const ConversionQuality quality : {ConversionQuality::fast, ConversionQuality::exact}) {
        for (int width = 2; width <= 2200; ++width) convert_guarded(AV_PIX_FMT_YUV420P, width, quality);
    }
}

TEST(FrameConverter, StaysInTheMemoryOfThePictureInEveryPixelFormat) {
    // Vectors have 8 to 64 bytes: what a width does depends on what is left of it.
    for (const ConversionQuality quality : {ConversionQuality::fast, ConversionQuality::exact}) {
        for (const AVPixelFormat format : formats) {
            for (int width = 2; width < 2 + 64; ++width) convert_guarded(format, width, quality);
            for (const int width : {360, 478, 522, 540, 853, 1080, 1350, 1918}) {
                convert_guarded(format, width, quality);
            }
        }
    }
}

TEST(FrameConverter, StaysInTheMemoryOfThePictureWhenItScales) {
    for (int width = 2; width <= 300; ++width) {
        const FrameHandle frame = plain_frame(AV_PIX_FMT_YUV420P, 128, 8);
        for (const test::Guard guard : {test::Guard::before, test::Guard::behind}) {
            Image image = test::guarded_image(width, 4, guard);
            image.resize(width, 4);
            FrameConverter().convert(*frame, image);
        }
    }
}

}  // namespace
}  // namespace trainingzip::media
