#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <memory>

// jpeglib.h needs std::FILE declared before it.
#include <jerror.h>
#include <jpeglib.h>

#include <algorithm>
#include <cstdlib>

#include "api/catalogue/pictures/exif_orientation.h"
#include "api/catalogue/pictures/picture_formats.h"
#include "api/catalogue/pictures/picture_transform.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr int quality = 85;
// Each scan of a progressive file costs a pass over the whole picture; honest files have about ten.
constexpr int most_scans = 100;
constexpr int exif_marker = JPEG_APP0 + 1;

/// libjpeg reports a fault by a call that must not return. Functions that jump hold no objects with
/// destructors.
struct ErrorTrap {
    jpeg_error_mgr manager;
    std::jmp_buf escape;
};

[[noreturn]] void jump_out(j_common_ptr info) {
    std::longjmp(reinterpret_cast<ErrorTrap*>(info->err)->escape, 1);
}

void say_nothing(j_common_ptr) {}

/// libjpeg fills what is missing with grey and only warns; we do not keep half a picture. Other warnings are
/// of no consequence, some cameras make them.
void refuse_missing_data(j_common_ptr info, int level) {
    const int code = info->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) jump_out(info);
}

void count_scans(j_common_ptr info) {
    if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > most_scans) jump_out(info);
}

jpeg_error_mgr* install(ErrorTrap& trap) {
    jpeg_std_error(&trap.manager);
    trap.manager.error_exit = jump_out;
    trap.manager.output_message = say_nothing;
    trap.manager.emit_message = refuse_missing_data;
    return &trap.manager;
}

struct Decompressor {
    Decompressor() {
        info.err = install(trap);
        jpeg_create_decompress(&info);
        progress.progress_monitor = count_scans;
        info.progress = &progress;
    }
    ~Decompressor() { jpeg_destroy_decompress(&info); }
    Decompressor(const Decompressor&) = delete;
    Decompressor& operator=(const Decompressor&) = delete;

    ErrorTrap trap{};
    jpeg_progress_mgr progress{};
    jpeg_decompress_struct info{};
};

/// For printing: cyan, magenta, yellow and black, of which libjpeg makes no RGB.
bool is_of_inks(const jpeg_decompress_struct& info) {
    return info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
}

bool start(Decompressor& decompressor, std::span<const std::uint8_t> bytes) {
    jpeg_decompress_struct& info = decompressor.info;
    if (setjmp(decompressor.trap.escape) != 0) return false;
    jpeg_mem_src(&info, bytes.data(), bytes.size());
    jpeg_save_markers(&info, exif_marker, 0xFFFF);
    if (jpeg_read_header(&info, TRUE) != JPEG_HEADER_OK) return false;
    if (std::int64_t{info.image_width} * info.image_height > most_picture_pixels) return false;
    info.out_color_space = is_of_inks(info) ? JCS_CMYK : JCS_RGB;
    const unsigned int longest = std::max(info.image_width, info.image_height);
    info.scale_num = 1;
    info.scale_denom = 1;
    while (info.scale_denom < 8 && longest / (info.scale_denom * 2) >= longest_stored_side) {
        info.scale_denom *= 2;
    }
    return jpeg_start_decompress(&info) != FALSE && info.output_components == (is_of_inks(info) ? 4 : 3);
}

bool read_rows(Decompressor& decompressor, Picture& picture) {
    jpeg_decompress_struct& info = decompressor.info;
    if (setjmp(decompressor.trap.escape) != 0) return false;
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = picture.pixel(0, static_cast<int>(info.output_scanline));
        jpeg_read_scanlines(&info, &row, 1);
    }
    return true;
}

/// Adobe's programs, and all that follow them, write 255 for no ink.
void put_inks(const jpeg_decompress_struct& info, const std::uint8_t* inks, std::uint8_t* pixel) {
    const auto paper = [&](int ink) -> int { return info.saw_Adobe_marker ? inks[ink] : 255 - inks[ink]; };
    for (int i = 0; i < 3; ++i) pixel[i] = static_cast<std::uint8_t>((paper(i) * paper(3) + 127) / 255);
}

/// `row` has room for a row of the file.
bool read_rows_of_inks(Decompressor& decompressor, Picture& picture, std::vector<std::uint8_t>& row) {
    jpeg_decompress_struct& info = decompressor.info;
    if (setjmp(decompressor.trap.escape) != 0) return false;
    while (info.output_scanline < info.output_height) {
        const int y = static_cast<int>(info.output_scanline);
        JSAMPROW samples = row.data();
        jpeg_read_scanlines(&info, &samples, 1);
        for (int x = 0; x < picture.width; ++x)
            put_inks(info, samples + std::ptrdiff_t{x} * 4, picture.pixel(x, y));
    }
    return true;
}

int orientation_of(const jpeg_decompress_struct& info) {
    for (const jpeg_marker_struct* marker = info.marker_list; marker; marker = marker->next) {
        if (marker->marker == exif_marker) return exif_orientation({marker->data, marker->data_length});
    }
    return 1;
}

struct Compressor {
    Compressor() {
        info.err = install(trap);
        jpeg_create_compress(&info);
    }
    ~Compressor() {
        jpeg_destroy_compress(&info);
        // NOLINTNEXTLINE(cppcoreguidelines-no-malloc,cppcoreguidelines-owning-memory): from jpeg_mem_dest()
        std::free(buffer);
    }
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;

    ErrorTrap trap{};
    jpeg_compress_struct info{};
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
};

bool write_all(Compressor& compressor, const Picture& picture) {
    jpeg_compress_struct& info = compressor.info;
    if (setjmp(compressor.trap.escape) != 0) return false;
    jpeg_mem_dest(&info, &compressor.buffer, &compressor.size);
    info.image_width = static_cast<JDIMENSION>(picture.width);
    info.image_height = static_cast<JDIMENSION>(picture.height);
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    info.optimize_coding = TRUE;
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(picture.pixel(0, static_cast<int>(info.next_scanline)));
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    return true;
}

}  // namespace

Picture decode_jpeg(std::span<const std::uint8_t> bytes) {
    Decompressor decompressor;
    if (!start(decompressor, bytes)) throw Failure(ErrorCode::image_unreadable, "JPEG header");
    Picture picture = Picture::of_size(static_cast<int>(decompressor.info.output_width),
                                       static_cast<int>(decompressor.info.output_height));
    std::vector<std::uint8_t> row(is_of_inks(decompressor.info) ? decompressor.info.output_width * 4 : 0);
    const bool is_read =
        row.empty() ? read_rows(decompressor, picture) : read_rows_of_inks(decompressor, picture, row);
    if (!is_read) throw Failure(ErrorCode::image_unreadable, "JPEG data");
    return upright(std::move(picture), orientation_of(decompressor.info));
}

std::string encode_jpeg(const Picture& picture) {
    Compressor compressor;
    if (!write_all(compressor, picture)) throw Failure(ErrorCode::image_unreadable, "JPEG encoder");
    return {reinterpret_cast<const char*>(compressor.buffer), compressor.size};
}

}  // namespace trainingzip::api
