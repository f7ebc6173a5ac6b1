#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <memory>

#include "api/catalogue/pictures/exif_orientation.h"
#include "api/catalogue/pictures/picture_formats.h"
#include "api/catalogue/pictures/picture_transform.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

struct DecoderConfig {
    DecoderConfig() {
        if (WebPInitDecoderConfig(&config) == 0) throw Failure(ErrorCode::image_unreadable, "WebP version");
    }
    ~DecoderConfig() { WebPFreeDecBuffer(&config.output); }
    DecoderConfig(const DecoderConfig&) = delete;
    DecoderConfig& operator=(const DecoderConfig&) = delete;

    WebPDecoderConfig config{};
};

void scale_while_decoding(WebPDecoderConfig& config) {
    const int longest = std::max(config.input.width, config.input.height);
    if (longest <= longest_stored_side) return;
    const auto scaled = [&](int side) {
        return std::max(1, static_cast<int>(std::int64_t{side} * longest_stored_side / longest));
    };
    config.options.use_scaling = 1;
    config.options.scaled_width = scaled(config.input.width);
    config.options.scaled_height = scaled(config.input.height);
}

std::uint8_t over_white(std::uint8_t color, std::uint8_t alpha) {
    return static_cast<std::uint8_t>((color * alpha + 255 * (255 - alpha) + 127) / 255);
}

int orientation_of(std::span<const std::uint8_t> bytes) {
    const WebPData file{bytes.data(), bytes.size()};
    const std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer(WebPDemux(&file),
                                                                           &WebPDemuxDelete);
    WebPChunkIterator chunk{};
    if (!demuxer || WebPDemuxGetChunk(demuxer.get(), "EXIF", 1, &chunk) == 0) return 1;
    const std::span<const std::uint8_t> content(chunk.chunk.bytes, chunk.chunk.size);
    // Some programs put the signature of JPEG in front; one of the two finds nothing.
    const int orientation = std::max(tiff_orientation(content), exif_orientation(content));
    WebPDemuxReleaseChunkIterator(&chunk);
    return orientation;
}

}  // namespace

Picture decode_webp(std::span<const std::uint8_t> bytes) {
    DecoderConfig decoder;
    WebPDecoderConfig& config = decoder.config;
    if (WebPGetFeatures(bytes.data(), bytes.size(), &config.input) != VP8_STATUS_OK ||
        config.input.has_animation != 0 ||
        std::int64_t{config.input.width} * config.input.height > most_picture_pixels) {
        throw Failure(ErrorCode::image_unreadable, "WebP header");
    }
    scale_while_decoding(config);
    config.output.colorspace = MODE_RGBA;
    if (WebPDecode(bytes.data(), bytes.size(), &config) != VP8_STATUS_OK) {
        throw Failure(ErrorCode::image_unreadable, "WebP data");
    }
    Picture picture = Picture::of_size(config.output.width, config.output.height);
    for (int y = 0; y < picture.height; ++y) {
        const std::uint8_t* row = config.output.u.RGBA.rgba + std::ptrdiff_t{y} * config.output.u.RGBA.stride;
        for (int x = 0; x < picture.width; ++x, row += 4) {
            std::uint8_t* pixel = picture.pixel(x, y);
            for (int channel = 0; channel < 3; ++channel) {
                pixel[channel] = over_white(row[channel], row[3]);
            }
        }
    }
    return upright(std::move(picture), orientation_of(bytes));
}

}  // namespace trainingzip::api
