#include "gpu/raw_frames.h"

#include <fstream>
#include <stdexcept>

namespace trainingzip {

RawFrames::RawFrames(const std::filesystem::path& file, int width, int height)
    : width_(width), height_(height) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    const std::size_t row_bytes = 3 * static_cast<std::size_t>(width);
    std::vector<char> pixels(row_bytes * static_cast<std::size_t>(height));
    while (stream.read(pixels.data(), static_cast<std::streamsize>(pixels.size()))) {
        const auto image = std::make_shared<media::Image>(width, height);
        for (int y = 0; y < height; ++y) {
            const char* row = pixels.data() + static_cast<std::size_t>(y) * row_bytes;
            std::copy_n(row, row_bytes, image->pixel(0, y));
        }
        frames_.emplace_back(image, image->data());
    }
    if (frames_.size() < 2) throw std::runtime_error(file.string() + " holds too few frames");
}

media::Image RawFrames::image(std::size_t index) const {
    media::Image image(frames_.at(index), media::Image::bytes_for(width_, height_));
    image.resize(width_, height_);
    return image;
}

std::size_t RawFrames::index_at(std::int64_t frame) const {
    const std::size_t period = 2 * (frames_.size() - 1);
    const std::size_t phase = static_cast<std::size_t>(frame) % period;
    return phase < frames_.size() ? phase : period - phase;
}

RawVideo::RawVideo(const RawFrames& frames, std::int64_t count, double frames_per_second) : frames_(frames) {
    info_.width = frames.width();
    info_.height = frames.height();
    info_.frames_per_second = frames_per_second;
    info_.frame_count = count;
    info_.duration_seconds = static_cast<double>(count) / frames_per_second;
}

bool RawVideo::read(media::Frame& frame) {
    if (next_ >= *info_.frame_count) return false;
    frame.image = frames_.image(frames_.index_at(next_));
    frame.index = next_;
    frame.time_seconds = static_cast<double>(next_) / *info_.frames_per_second;
    ++next_;
    return true;
}

}  // namespace trainingzip
