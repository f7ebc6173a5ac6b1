#include "media/picture_scaler.h"

#include <utility>

#include "base/error.h"

namespace trainingzip::media {

namespace {

FrameHandle make_picture(int width, int height) {
    FrameHandle frame(av_frame_alloc());
    if (!frame) throw std::bad_alloc();
    frame->format = AV_PIX_FMT_YUV420P;
    frame->width = width;
    frame->height = height;
    if (av_frame_get_buffer(frame.get(), 0) < 0) throw std::bad_alloc();
    return frame;
}

struct Plane {
    std::uint8_t* samples;
    int stride;
    int width;
    int height;
};

Plane plane_of(const AVFrame& frame, int index) {
    const int shift = index == 0 ? 0 : 1;
    return {frame.data[index], frame.linesize[index], frame.width >> shift, frame.height >> shift};
}

/// Walks the target row by row; the source moves by a fixed step for each pixel and each row.
void turn_plane(const Plane& source, int quarter_turns, const Plane& target) {
    const std::ptrdiff_t stride = source.stride;
    const std::uint8_t* start = source.samples;
    std::ptrdiff_t pixel_step = 1;
    std::ptrdiff_t row_step = stride;
    const std::ptrdiff_t last_row = stride * (source.height - 1);
    const std::ptrdiff_t last_column = source.width - 1;
    if (quarter_turns == 1) {
        start += last_row;
        pixel_step = -stride;
        row_step = 1;
    } else if (quarter_turns == 2) {
        start += last_row + last_column;
        pixel_step = -1;
        row_step = -stride;
    } else if (quarter_turns == 3) {
        start += last_column;
        pixel_step = stride;
        row_step = -1;
    }
    for (int y = 0; y < target.height; ++y) {
        const std::uint8_t* from = start + row_step * y;
        std::uint8_t* to = target.samples + static_cast<std::ptrdiff_t>(target.stride) * y;
        for (int x = 0; x < target.width; ++x, from += pixel_step) to[x] = *from;
    }
}

bool is_full_range(const AVFrame& frame) {
    return frame.color_range == AVCOL_RANGE_JPEG || frame.format == AV_PIX_FMT_YUVJ420P ||
           frame.format == AV_PIX_FMT_YUVJ422P || frame.format == AV_PIX_FMT_YUVJ444P;
}

int coefficients_of(AVColorSpace space) {
    return space == AVCOL_SPC_UNSPECIFIED ? static_cast<int>(SWS_CS_DEFAULT) : static_cast<int>(space);
}

}  // namespace

PictureScaler::PictureScaler(PictureSize target, int quarter_turns_clockwise)
    : quarter_turns_(quarter_turns_clockwise) {
    PictureSize lying = target;
    if (quarter_turns_ % 2 != 0) std::swap(lying.width, lying.height);
    scaled_ = make_picture(lying.width, lying.height);
    if (quarter_turns_ != 0) turned_ = make_picture(target.width, target.height);
}

void PictureScaler::scale(const AVFrame& source, AVFrame& target) {
    scaler_.reset(sws_getCachedContext(scaler_.release(), source.width, source.height,
                                       static_cast<AVPixelFormat>(source.format), target.width, target.height,
                                       AV_PIX_FMT_YUV420P, SWS_BICUBIC, nullptr, nullptr, nullptr));
    if (!scaler_) throw Failure(ErrorCode::video_format_unsupported, "no conversion for the pixel format");
    const int* matrix = sws_getCoefficients(coefficients_of(source.colorspace));
    constexpr int one = 1 << 16;
    sws_setColorspaceDetails(scaler_.get(), matrix, is_full_range(source) ? 1 : 0, matrix, 0, 0, one, one);
    const int lines = sws_scale(scaler_.get(), source.data, source.linesize, 0, source.height, target.data,
                                target.linesize);
    if (lines != target.height)
        throw Failure(ErrorCode::video_format_unsupported, "a picture was not converted");
}

AVFrame& PictureScaler::convert(const AVFrame& source) {
    // The encoder may still hold the picture of the last call.
    if (av_frame_make_writable(scaled_.get()) < 0) throw std::bad_alloc();
    scale(source, *scaled_);
    AVFrame* result = scaled_.get();
    if (quarter_turns_ != 0) {
        if (av_frame_make_writable(turned_.get()) < 0) throw std::bad_alloc();
        for (int i = 0; i < 3; ++i) turn_plane(plane_of(*scaled_, i), quarter_turns_, plane_of(*turned_, i));
        result = turned_.get();
    }
    result->pts = source.best_effort_timestamp;
    return *result;
}

}  // namespace trainingzip::media
