#include "media/jpeg_encoder.h"

#include <new>
#include <stdexcept>

#include "media/ffmpeg_handles.h"

namespace trainingzip::media {
namespace {

/// Of 1 (best) to 31: about what other encoders call 85 of 100.
constexpr int quantizer = 4;

void check_jpeg(int result, const char* what) {
    if (result < 0) throw std::runtime_error(std::string("JPEG: ") + what + ": " + ffmpeg_error(result));
}

template <typename Handle>
Handle need(Handle handle) {
    if (!handle) throw std::bad_alloc();
    return handle;
}

AVPixelFormat format_of(PixelFormat format) {
    switch (format) {
        case PixelFormat::bgr:
            return AV_PIX_FMT_BGR24;
        case PixelFormat::rgba:
            return AV_PIX_FMT_RGBA;
        case PixelFormat::rgb:
            break;
    }
    return AV_PIX_FMT_RGB24;
}

/// In the colours that JFIF asks for: BT.601, full range.
FrameHandle to_yuv(const ImageView& picture, int width, int height) {
    FrameHandle frame = need(FrameHandle(av_frame_alloc()));
    frame->width = width;
    frame->height = height;
    frame->format = AV_PIX_FMT_YUV420P;
    frame->color_range = AVCOL_RANGE_JPEG;
    check_jpeg(av_frame_get_buffer(frame.get(), 0), "memory");
    const ScalerHandle scaler = need(ScalerHandle(sws_getContext(
        picture.width, picture.height, format_of(picture.format), width, height, AV_PIX_FMT_YUV420P,
        SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, nullptr, nullptr, nullptr)));
    const int* matrix = sws_getCoefficients(SWS_CS_ITU601);
    constexpr int one = 1 << 16;
    check_jpeg(sws_setColorspaceDetails(scaler.get(), matrix, 1, matrix, 1, 0, one, one), "colours");
    check_jpeg(sws_scale(scaler.get(), &picture.pixels, &picture.stride_bytes, 0, picture.height, frame->data,
                         frame->linesize),
               "scale");
    return frame;
}

CodecHandle open_encoder(const AVFrame& frame) {
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    if (codec == nullptr) throw std::runtime_error("JPEG: FFmpeg has no encoder for it");
    CodecHandle encoder = need(CodecHandle(avcodec_alloc_context3(codec)));
    encoder->width = frame.width;
    encoder->height = frame.height;
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->color_range = AVCOL_RANGE_JPEG;
    encoder->colorspace = AVCOL_SPC_BT470BG;
    // The encoder takes full range in this format as an extension of the standard's.
    encoder->strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;
    encoder->time_base = {1, 25};
    // Exact: without the name of the encoder in a comment.
    encoder->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
    encoder->global_quality = quantizer * FF_QP2LAMBDA;
    encoder->thread_count = 1;
    check_jpeg(avcodec_open2(encoder.get(), codec, nullptr), "open the encoder");
    return encoder;
}

}  // namespace

std::string encode_jpeg(const ImageView& picture, int width, int height) {
    const FrameHandle frame = to_yuv(picture, width, height);
    const CodecHandle encoder = open_encoder(*frame);
    frame->quality = encoder->global_quality;
    frame->pts = 0;
    check_jpeg(avcodec_send_frame(encoder.get(), frame.get()), "encode");
    check_jpeg(avcodec_send_frame(encoder.get(), nullptr), "flush");
    const PacketHandle packet = need(PacketHandle(av_packet_alloc()));
    check_jpeg(avcodec_receive_packet(encoder.get(), packet.get()), "receive");
    return {reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)};
}

}  // namespace trainingzip::media
