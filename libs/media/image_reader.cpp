#include "media/image_reader.h"

#include <cstring>
#include <fstream>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "media/ffmpeg_handles.h"
#include "media/frame_converter.h"

namespace trainingzip::media {

namespace {

[[noreturn]] void refuse(const std::string& reason) {
    throw Failure(ErrorCode::image_unreadable, reason);
}

AVCodecID codec_of(std::span<const std::uint8_t> bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.starts_with("\xFF\xD8\xFF")) return AV_CODEC_ID_MJPEG;
    if (text.starts_with("\x89PNG\r\n\x1A\n")) return AV_CODEC_ID_PNG;
    if (text.size() > 12 && text.starts_with("RIFF") && text.substr(8, 4) == "WEBP") return AV_CODEC_ID_WEBP;
    refuse("neither JPEG, PNG nor WebP");
}

FrameHandle decode(std::span<const std::uint8_t> bytes, std::int64_t maximum_pixels) {
    const AVCodec* decoder = avcodec_find_decoder(codec_of(bytes));
    if (decoder == nullptr) refuse("no decoder for this kind of picture");
    CodecHandle codec(avcodec_alloc_context3(decoder));
    PacketHandle packet(av_packet_alloc());
    FrameHandle picture(av_frame_alloc());
    if (!codec || !packet || !picture) throw std::bad_alloc();
    codec->max_pixels = maximum_pixels;
    codec->thread_count = 1;
    codec->err_recognition = AV_EF_EXPLODE;
    if (avcodec_open2(codec.get(), decoder, nullptr) < 0) refuse("the decoder does not open");
    // The decoder may read past the end, so the packet owns a padded copy.
    if (av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0) throw std::bad_alloc();
    std::memcpy(packet->data, bytes.data(), bytes.size());
    int result = avcodec_send_packet(codec.get(), packet.get());
    if (result >= 0) result = avcodec_send_packet(codec.get(), nullptr);
    if (result >= 0) result = avcodec_receive_frame(codec.get(), picture.get());
    if (result < 0) refuse(ffmpeg_error(result));
    return picture;
}

}  // namespace

Image decode_image(std::span<const std::uint8_t> bytes, std::int64_t maximum_pixels) {
    constexpr std::size_t largest_file = 64 * 1024 * 1024;
    if (bytes.empty() || bytes.size() > largest_file) refuse("empty or too large");
    const FrameHandle picture = decode(bytes, maximum_pixels);
    // JPEG is BT.601 over the full range (JFIF 1.02); what the other formats name is left to them.
    picture->colorspace = AVCOL_SPC_BT470BG;
    if (picture->color_range != AVCOL_RANGE_MPEG) picture->color_range = AVCOL_RANGE_JPEG;
    Image image(picture->width, picture->height, PixelFormat::rgb);
    FrameConverter(ConversionQuality::exact).convert(*picture, image);
    return image;
}

Image read_image(const std::filesystem::path& path, std::int64_t maximum_pixels) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Failure(ErrorCode::file_not_found, path.string());
    constexpr std::uintmax_t largest_file = 64 * 1024 * 1024;
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (error || size > largest_file) refuse(path.string() + " is not a file of a size we read");
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file) refuse(path.string() + " cannot be read");
    return decode_image(bytes, maximum_pixels);
}

}  // namespace trainingzip::media
