#include "media/allowed_codecs.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace trainingzip::media {

namespace {

struct AllowedCodec {
    AVCodecID id;
    std::string_view decoders;  ///< Whichever of them FFmpeg was built with.
};

constexpr std::array allowed{
    AllowedCodec{AV_CODEC_ID_H264, "h264"},
    AllowedCodec{AV_CODEC_ID_HEVC, "hevc"},
    AllowedCodec{AV_CODEC_ID_VP8, "vp8,libvpx"},
    AllowedCodec{AV_CODEC_ID_VP9, "vp9,libvpx-vp9"},
    AllowedCodec{AV_CODEC_ID_AV1, "av1,libdav1d,libaom-av1"},
    AllowedCodec{AV_CODEC_ID_MPEG4, "mpeg4"},
    // Of older telephones and cameras: 3GP, camcorders, pocket cameras.
    AllowedCodec{AV_CODEC_ID_H263, "h263"},
    AllowedCodec{AV_CODEC_ID_MPEG2VIDEO, "mpeg2video"},
    AllowedCodec{AV_CODEC_ID_MJPEG, "mjpeg"},

    AllowedCodec{AV_CODEC_ID_AAC, "aac,aac_fixed"},
    AllowedCodec{AV_CODEC_ID_AAC_LATM, "aac_latm"},
    AllowedCodec{AV_CODEC_ID_OPUS, "opus,libopus"},
    AllowedCodec{AV_CODEC_ID_MP3, "mp3,mp3float"},
    AllowedCodec{AV_CODEC_ID_MP2, "mp2,mp2float"},
    AllowedCodec{AV_CODEC_ID_VORBIS, "vorbis,libvorbis"},
    AllowedCodec{AV_CODEC_ID_AC3, "ac3,ac3_fixed"},
    AllowedCodec{AV_CODEC_ID_EAC3, "eac3"},
    AllowedCodec{AV_CODEC_ID_ALAC, "alac"},
    AllowedCodec{AV_CODEC_ID_FLAC, "flac"},
    AllowedCodec{AV_CODEC_ID_AMR_NB, "amrnb,libopencore_amrnb"},
    AllowedCodec{AV_CODEC_ID_AMR_WB, "amrwb,libopencore_amrwb"},
    AllowedCodec{AV_CODEC_ID_PCM_U8, "pcm_u8"},
    AllowedCodec{AV_CODEC_ID_PCM_S8, "pcm_s8"},
    AllowedCodec{AV_CODEC_ID_PCM_S16LE, "pcm_s16le"},
    AllowedCodec{AV_CODEC_ID_PCM_S16BE, "pcm_s16be"},
    AllowedCodec{AV_CODEC_ID_PCM_S24LE, "pcm_s24le"},
    AllowedCodec{AV_CODEC_ID_PCM_S24BE, "pcm_s24be"},
    AllowedCodec{AV_CODEC_ID_PCM_S32LE, "pcm_s32le"},
    AllowedCodec{AV_CODEC_ID_PCM_S32BE, "pcm_s32be"},
    AllowedCodec{AV_CODEC_ID_PCM_F32LE, "pcm_f32le"},
    AllowedCodec{AV_CODEC_ID_PCM_F32BE, "pcm_f32be"},
    AllowedCodec{AV_CODEC_ID_PCM_F64LE, "pcm_f64le"},
    AllowedCodec{AV_CODEC_ID_PCM_F64BE, "pcm_f64be"},
    AllowedCodec{AV_CODEC_ID_PCM_ALAW, "pcm_alaw"},
    AllowedCodec{AV_CODEC_ID_PCM_MULAW, "pcm_mulaw"},
    AllowedCodec{AV_CODEC_ID_PCM_BLURAY, "pcm_bluray"},
    AllowedCodec{AV_CODEC_ID_ADPCM_IMA_WAV, "adpcm_ima_wav"},
    AllowedCodec{AV_CODEC_ID_ADPCM_IMA_QT, "adpcm_ima_qt"},
    AllowedCodec{AV_CODEC_ID_ADPCM_MS, "adpcm_ms"},
};

std::string joined_decoders() {
    std::string names;
    for (const AllowedCodec& codec : allowed) {
        if (!names.empty()) names += ',';
        names += codec.decoders;
    }
    return names;
}

}  // namespace

bool is_allowed(AVCodecID id) {
    return std::ranges::find(allowed, id, &AllowedCodec::id) != allowed.end();
}

const std::string& allowed_decoders() {
    static const std::string names = joined_decoders();
    return names;
}

}  // namespace trainingzip::media
