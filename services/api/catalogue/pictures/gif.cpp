#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <vector>

#include "api/catalogue/pictures/picture_formats.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

using Color = std::array<std::uint8_t, 3>;
constexpr Color white = {255, 255, 255};

[[noreturn]] void refuse(const char* detail) {
    throw Failure(ErrorCode::image_unreadable, std::string("GIF: ") + detail);
}

/// giflib takes fewer bytes than it asked for as the end.
int read_bytes(GifFileType* file, GifByteType* target, int length) {
    auto& rest = *static_cast<std::span<const std::uint8_t>*>(file->UserData);
    const std::size_t count = std::min(rest.size(), static_cast<std::size_t>(std::max(length, 0)));
    std::copy_n(rest.begin(), count, target);
    rest = rest.subspan(count);
    return static_cast<int>(count);
}

class Decoder {
  public:
    explicit Decoder(std::span<const std::uint8_t> bytes) : rest_(bytes) {
        int error = 0;
        file_ = DGifOpen(&rest_, &read_bytes, &error);
        if (file_ == nullptr) refuse("header");
    }
    ~Decoder() { DGifCloseFile(file_, nullptr); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// Reads up to the pixels of the first frame, and past what else may stand before them.
    void find_first_frame() {
        while (true) {
            GifRecordType type = UNDEFINED_RECORD_TYPE;
            check(DGifGetRecordType(file_, &type));
            if (type == IMAGE_DESC_RECORD_TYPE) return check(DGifGetImageDesc(file_));
            if (type != EXTENSION_RECORD_TYPE) refuse("no picture");
            read_extension();
        }
    }

    /// The frame on its canvas, white where it does not reach or is transparent.
    Picture read_frame() {
        const GifImageDesc& frame = file_->Image;
        // Some programs write a canvas of nothing, or one that the frame does not fit in.
        const std::int64_t width =
            std::max<std::int64_t>(file_->SWidth, std::int64_t{frame.Left} + frame.Width);
        const std::int64_t height =
            std::max<std::int64_t>(file_->SHeight, std::int64_t{frame.Top} + frame.Height);
        if (frame.Width <= 0 || frame.Height <= 0) refuse("no pixels");
        if (width * height > most_picture_pixels) refuse("too many pixels");
        const auto palette = make_palette();
        Picture picture = Picture::of_size(static_cast<int>(width), static_cast<int>(height));
        std::fill(picture.rgb.begin(), picture.rgb.end(), std::uint8_t{255});
        std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
        for (const int row : rows()) {
            check(DGifGetLine(file_, line.data(), frame.Width));
            std::uint8_t* pixel = picture.pixel(frame.Left, frame.Top + row);
            for (const GifPixelType index : line) pixel = std::copy_n(palette[index].begin(), 3, pixel);
        }
        return picture;
    }

  private:
    static void check(int status) {
        if (status != GIF_OK) refuse("data");
    }

    void read_extension() {
        int code = 0;
        GifByteType* block = nullptr;
        check(DGifGetExtension(file_, &code, &block));
        GraphicsControlBlock control{};
        // The first byte of a block is its length.
        if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            transparent_ = control.TransparentColor;
        while (block != nullptr) check(DGifGetExtensionNext(file_, &block));
    }

    std::array<Color, 256> make_palette() const {
        const ColorMapObject* map =
            file_->Image.ColorMap != nullptr ? file_->Image.ColorMap : file_->SColorMap;
        if (map == nullptr) refuse("no colors");
        std::array<Color, 256> palette;
        palette.fill(white);
        for (int index = 0; index < std::min(map->ColorCount, 256); ++index) {
            const GifColorType& color = map->Colors[index];
            if (index != transparent_)
                palette[static_cast<std::size_t>(index)] = {color.Red, color.Green, color.Blue};
        }
        return palette;
    }

    /// Lines of the frame in the order of the file (GIF89a, appendix E).
    std::vector<int> rows() const {
        struct Pass {
            int first;
            int step;
        };
        constexpr std::array<Pass, 4> interlaced = {{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
        constexpr std::array<Pass, 1> plain = {{{0, 1}}};
        const auto passes =
            file_->Image.Interlace ? std::span<const Pass>(interlaced) : std::span<const Pass>(plain);
        std::vector<int> order;
        for (const Pass& pass : passes)
            for (int row = pass.first; row < file_->Image.Height; row += pass.step) order.push_back(row);
        return order;
    }

    std::span<const std::uint8_t> rest_;
    GifFileType* file_ = nullptr;
    int transparent_ = NO_TRANSPARENT_COLOR;
};

}  // namespace

Picture decode_gif(std::span<const std::uint8_t> bytes) {
    Decoder decoder(bytes);
    decoder.find_first_frame();
    return decoder.read_frame();
}

}  // namespace trainingzip::api
