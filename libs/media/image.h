#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace trainingzip::media {

/// Order of the 8-bit samples of a pixel in memory.
enum class PixelFormat { rgb, bgr, rgba };

constexpr int bytes_per_pixel(PixelFormat format) {
    return format == PixelFormat::rgba ? 4 : 3;
}

/// A picture in memory that belongs to somebody else. Rows go from top to bottom.
struct ImageView {
    const std::uint8_t* pixels = nullptr;
    int width = 0;         ///< Pixels.
    int height = 0;        ///< Pixels.
    int stride_bytes = 0;  ///< From the start of a row to the start of the next.
    PixelFormat format = PixelFormat::rgb;
};

/// A picture that owns its samples, rows without gaps between them.
class Image {
  public:
    Image() = default;
    Image(int width, int height, PixelFormat format = PixelFormat::rgb) { resize(width, height, format); }

    /// Leaves the samples unspecified. Keeps the memory where it is large enough.
    void resize(int width, int height, PixelFormat format = PixelFormat::rgb) {
        width_ = width;
        height_ = height;
        format_ = format;
        samples_.resize(static_cast<std::size_t>(stride_bytes()) * static_cast<std::size_t>(height));
    }

    int width() const { return width_; }
    int height() const { return height_; }
    int stride_bytes() const { return width_ * bytes_per_pixel(format_); }
    PixelFormat format() const { return format_; }
    bool empty() const { return samples_.empty(); }

    std::uint8_t* data() { return samples_.data(); }
    const std::uint8_t* data() const { return samples_.data(); }
    std::uint8_t* pixel(int x, int y) { return samples_.data() + offset(x, y); }
    const std::uint8_t* pixel(int x, int y) const { return samples_.data() + offset(x, y); }

    /// Valid until the next resize() and no longer than the image.
    ImageView view() const { return {samples_.data(), width_, height_, stride_bytes(), format_}; }

  private:
    std::size_t offset(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(stride_bytes()) +
               static_cast<std::size_t>(x * bytes_per_pixel(format_));
    }

    std::vector<std::uint8_t> samples_;
    int width_ = 0;
    int height_ = 0;
    PixelFormat format_ = PixelFormat::rgb;
};

}  // namespace trainingzip::media
