#include "media/colours.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace trainingzip::media {

namespace {

bool is_rgb(int pixel_format) {
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(pixel_format));
    return format != nullptr && (format->flags & AV_PIX_FMT_FLAG_RGB) != 0;
}

bool is_always_full_range(int pixel_format) {
    switch (pixel_format) {
        case AV_PIX_FMT_YUVJ420P:
        case AV_PIX_FMT_YUVJ422P:
        case AV_PIX_FMT_YUVJ440P:
        case AV_PIX_FMT_YUVJ444P:
            return true;
        default:
            return is_rgb(pixel_format);
    }
}

bool is_known_matrix(AVColorSpace matrix) {
    switch (matrix) {
        case AVCOL_SPC_BT709:
        case AVCOL_SPC_FCC:
        case AVCOL_SPC_BT470BG:
        case AVCOL_SPC_SMPTE170M:
        case AVCOL_SPC_SMPTE240M:
        case AVCOL_SPC_BT2020_NCL:
        case AVCOL_SPC_BT2020_CL:
            return true;
        default:
            return false;
    }
}

}  // namespace

bool Colours::has_high_dynamic_range() const {
    return transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67;
}

Colours signalled_colours(AVColorSpace matrix, AVColorPrimaries primaries,
                          AVColorTransferCharacteristic transfer, AVColorRange range, int pixel_format,
                          int height) {
    Colours colours;
    const bool is_large = height >= 720;
    if (is_known_matrix(matrix)) {
        colours.matrix = matrix;
    } else if (is_rgb(pixel_format) || is_large) {
        colours.matrix = AVCOL_SPC_BT709;
    } else {
        colours.matrix = AVCOL_SPC_SMPTE170M;
    }
    if (primaries != AVCOL_PRI_UNSPECIFIED && primaries != AVCOL_PRI_RESERVED0) {
        colours.primaries = primaries;
    } else if (colours.matrix == AVCOL_SPC_BT2020_NCL || colours.matrix == AVCOL_SPC_BT2020_CL) {
        colours.primaries = AVCOL_PRI_BT2020;
    } else if (colours.matrix == AVCOL_SPC_SMPTE170M) {
        colours.primaries = AVCOL_PRI_SMPTE170M;
    } else if (colours.matrix == AVCOL_SPC_BT470BG) {
        colours.primaries = AVCOL_PRI_BT470BG;
    }
    if (transfer != AVCOL_TRC_UNSPECIFIED && transfer != AVCOL_TRC_RESERVED0) colours.transfer = transfer;
    colours.full_range = range == AVCOL_RANGE_JPEG || is_always_full_range(pixel_format);
    return colours;
}

Colours colours_of(const AVCodecParameters& codec) {
    return signalled_colours(codec.color_space, codec.color_primaries, codec.color_trc, codec.color_range,
                             codec.format, codec.height);
}

Colours colours_of(const AVFrame& frame) {
    return signalled_colours(frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range,
                             frame.format, frame.height);
}

Colours normalised_colours(const Colours& source) {
    if (source.has_high_dynamic_range() || source.has_wide_gamut()) return {};
    Colours kept = source;
    kept.full_range = false;
    return kept;
}

}  // namespace trainingzip::media
