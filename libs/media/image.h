#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

namespace trainingzip::media {

/// Order of the 8-bit samples of a pixel in memory.
enum class PixelFormat { rgb, bgr, rgba };

constexpr int bytes_per_pixel(PixelFormat format) {
    return format == PixelFormat::rgba ? 4 : 3;
}

/// A non-owning view of a picture in memory. Rows go from top to bottom.
struct ImageView {
    const std::uint8_t* pixels = nullptr;
    int width = 0;         ///< Pixels.
    int height = 0;        ///< Pixels.
    int stride_bytes = 0;  ///< From the start of a row to the start of the next.
    PixelFormat format = PixelFormat::rgb;
};

/// A picture in memory that libraries with vector instructions may write: each row has room for a multiple of
/// `row_alignment` pixels and begins at a multiple of as many bytes, and behind the last row lie `tail_bytes`
/// that hold nothing and may be overwritten. FFmpeg asks for 64 bytes with AVX-512; libswscale writes whole
/// vectors, and leaves out the last pixels of a row that has no room for them.
///
/// The image owns its samples, or borrows them from memory whose deleter is called when the image releases
/// them.
class Image {
  public:
    static constexpr int row_alignment = 64;
    static constexpr std::size_t tail_bytes = 64;

    Image() = default;
    /// Black.
    Image(int width, int height, PixelFormat format = PixelFormat::rgb) {
        resize(width, height, format);
        fill(0);
    }
    /// An empty image that will use this memory, aligned to `row_alignment`, as long as it is large enough.
    /// The deleter of `memory` is called when the image no longer needs it, on any thread.
    Image(std::shared_ptr<std::uint8_t> memory, std::size_t bytes)
        : memory_(std::move(memory)), capacity_(bytes) {}

    Image(Image&& other) noexcept { swap(other); }
    Image& operator=(Image&& other) noexcept {
        Image taken(std::move(other));
        swap(taken);
        return *this;
    }
    /// A copy has memory of its own.
    Image(const Image& other) : Image() { assign(other); }
    Image& operator=(const Image& other) {
        if (this != &other) assign(other);
        return *this;
    }

    /// Bytes of memory that an image of this size takes, the tail included.
    static constexpr std::size_t bytes_for(int width, int height, PixelFormat format = PixelFormat::rgb) {
        return static_cast<std::size_t>(stride_for(width, format)) * static_cast<std::size_t>(height) +
               tail_bytes;
    }

    /// Leaves the samples unspecified. Reuses the memory where it is large enough.
    void resize(int width, int height, PixelFormat format = PixelFormat::rgb) {
        const std::size_t bytes = bytes_for(width, height, format);
        if (bytes > capacity_) {
            memory_ = allocate(bytes);
            capacity_ = bytes;
        }
        width_ = width;
        height_ = height;
        format_ = format;
    }

    int width() const { return width_; }
    int height() const { return height_; }
    int stride_bytes() const { return stride_for(width_, format_); }
    PixelFormat format() const { return format_; }
    bool empty() const { return width_ == 0 || height_ == 0; }

    std::uint8_t* data() { return memory_.get(); }
    const std::uint8_t* data() const { return memory_.get(); }
    std::uint8_t* pixel(int x, int y) { return memory_.get() + offset(x, y); }
    const std::uint8_t* pixel(int x, int y) const { return memory_.get() + offset(x, y); }

    /// Valid until the next resize() and no longer than the image.
    ImageView view() const { return {memory_.get(), width_, height_, stride_bytes(), format_}; }

    /// Every sample, also between the rows and behind the last.
    void fill(std::uint8_t value) { std::fill_n(memory_.get(), bytes_for(width_, height_, format_), value); }

  private:
    static constexpr int stride_for(int width, PixelFormat format) {
        return (width + row_alignment - 1) / row_alignment * row_alignment * bytes_per_pixel(format);
    }
    static std::shared_ptr<std::uint8_t> allocate(std::size_t bytes) {
        constexpr std::align_val_t alignment{row_alignment};
        return {static_cast<std::uint8_t*>(::operator new(bytes, alignment)),
                [](std::uint8_t* memory) { ::operator delete(memory, alignment); }};
    }
    std::size_t offset(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(stride_bytes()) +
               static_cast<std::size_t>(x * bytes_per_pixel(format_));
    }
    void assign(const Image& other) {
        resize(other.width_, other.height_, other.format_);
        if (!other.empty()) {
            std::copy_n(other.data(), bytes_for(width_, height_, format_) - tail_bytes, memory_.get());
        }
    }
    void swap(Image& other) noexcept {
        memory_.swap(other.memory_);
        std::swap(capacity_, other.capacity_);
        std::swap(width_, other.width_);
        std::swap(height_, other.height_);
        std::swap(format_, other.format_);
    }

    std::shared_ptr<std::uint8_t> memory_;
    std::size_t capacity_ = 0;
    int width_ = 0;
    int height_ = 0;
    PixelFormat format_ = PixelFormat::rgb;
};

}  // namespace trainingzip::media
