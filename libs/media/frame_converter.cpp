#include "media/frame_converter.h"

#include <algorithm>

#include "base/error.h"

namespace trainingzip::media {

namespace {

int colour_matrix_of(const AVFrame& picture) {
    switch (picture.colorspace) {
        case AVCOL_SPC_BT709:
            return SWS_CS_ITU709;
        case AVCOL_SPC_FCC:
            return SWS_CS_FCC;
        case AVCOL_SPC_BT470BG:
        case AVCOL_SPC_SMPTE170M:
            return SWS_CS_ITU601;
        case AVCOL_SPC_SMPTE240M:
            return SWS_CS_SMPTE240M;
        case AVCOL_SPC_BT2020_NCL:
        case AVCOL_SPC_BT2020_CL:
            return SWS_CS_BT2020;
        default:
            return picture.height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }
}

bool is_full_range(const AVFrame& picture) {
    switch (picture.format) {
        case AV_PIX_FMT_YUVJ420P:
        case AV_PIX_FMT_YUVJ422P:
        case AV_PIX_FMT_YUVJ444P:
            return true;
        default:
            return picture.color_range == AVCOL_RANGE_JPEG;
    }
}

// Building the tables costs as much as converting a small frame, so it is done only when something changed.
void set_colours(SwsContext& scaler, const AVFrame& picture) {
    const int* wanted = sws_getCoefficients(colour_matrix_of(picture));
    const int wanted_range = is_full_range(picture) ? 1 : 0;
    int* matrix = nullptr;
    int* output_matrix = nullptr;
    int range = 0;
    int output_range = 0;
    int brightness = 0;
    int contrast = 0;
    int saturation = 0;
    const int known = sws_getColorspaceDetails(&scaler, &matrix, &range, &output_matrix, &output_range,
                                               &brightness, &contrast, &saturation);
    if (known >= 0 && range == wanted_range && std::equal(wanted, wanted + 4, matrix)) return;
    constexpr int one = 1 << 16;
    sws_setColorspaceDetails(&scaler, wanted, wanted_range, wanted, 1, 0, one, one);
}

int flags_of(ConversionQuality quality) {
    return quality == ConversionQuality::fast ? SWS_BILINEAR
                                              : SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;
}

}  // namespace

void FrameConverter::convert(const AVFrame& source, Image& target) {
    scaler_.reset(sws_getCachedContext(
        scaler_.release(), source.width, source.height, static_cast<AVPixelFormat>(source.format),
        target.width(), target.height(), AV_PIX_FMT_RGB24, flags_of(quality_), nullptr, nullptr, nullptr));
    if (!scaler_) throw Failure(ErrorCode::video_format_unsupported, "no conversion for the pixel format");
    set_colours(*scaler_, source);
    std::uint8_t* const planes[] = {target.data()};
    const int strides[] = {target.stride_bytes()};
    sws_scale(scaler_.get(), source.data, source.linesize, 0, source.height, planes, strides);
}

}  // namespace trainingzip::media
