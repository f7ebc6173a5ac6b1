#include "vision/pose_block.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "base/error.h"

namespace trainingzip::vision {

namespace {

constexpr char magic[4] = {'T', 'Z', 'P', '1'};
constexpr std::size_t header_bytes = 16;
constexpr std::size_t frame_bytes = 8 + part_count * 5;
constexpr float offset_pixels = 1024;
constexpr float steps_per_pixel = 8;

class Writer {
  public:
    explicit Writer(std::size_t capacity) { bytes_.reserve(capacity); }

    template <typename Unsigned>
    void number(Unsigned value) {
        for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
            bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
        }
    }
    void text(std::span<const char> letters) { bytes_.insert(bytes_.end(), letters.begin(), letters.end()); }
    std::vector<std::uint8_t> take() { return std::move(bytes_); }

  private:
    std::vector<std::uint8_t> bytes_;
};

class Reader {
  public:
    explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    /// The caller has checked that enough bytes are left.
    template <typename Unsigned>
    Unsigned number() {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
            value |= static_cast<std::uint64_t>(bytes_[position_ + i]) << (8 * i);
        }
        position_ += sizeof(Unsigned);
        return static_cast<Unsigned>(value);
    }

  private:
    std::span<const std::uint8_t> bytes_;
    std::size_t position_ = 0;
};

std::uint16_t stored_coordinate(float pixels) {
    const float steps = std::round((pixels + offset_pixels) * steps_per_pixel);
    return std::isfinite(steps) ? static_cast<std::uint16_t>(std::clamp(steps, 0.0F, 65535.0F)) : 0;
}

float pixels_of(std::uint16_t stored) {
    return static_cast<float>(stored) / steps_per_pixel - offset_pixels;
}

std::uint8_t stored_score(float score) {
    return std::isfinite(score) ? static_cast<std::uint8_t>(std::round(std::clamp(score, 0.0F, 1.0F) * 255))
                                : 0;
}

[[noreturn]] void refuse(const char* reason) {
    throw Failure(ErrorCode::body_invalid, std::string("pose block: ") + reason);
}

}  // namespace

std::size_t pose_block_size(std::size_t frame_count) {
    return header_bytes + frame_count * frame_bytes;
}

std::vector<std::uint8_t> encode_pose_block(const PoseBlock& block) {
    Writer writer(pose_block_size(block.frames.size()));
    writer.text(magic);
    writer.number(block.first_frame);
    writer.number(static_cast<std::uint32_t>(block.frames.size()));
    writer.number(block.width);
    writer.number(block.height);
    for (const TimedPose& frame : block.frames) {
        writer.number(std::bit_cast<std::uint64_t>(frame.time_seconds));
        for (const Keypoint& keypoint : frame.pose) {
            writer.number(stored_coordinate(keypoint.position.x));
            writer.number(stored_coordinate(keypoint.position.y));
            writer.number(stored_score(keypoint.score));
        }
    }
    return writer.take();
}

PoseBlock decode_pose_block(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < header_bytes) refuse("shorter than its header");
    if (std::memcmp(bytes.data(), magic, sizeof magic) != 0) refuse("does not start with TZP1");
    Reader reader(bytes.subspan(sizeof magic));
    PoseBlock block;
    block.first_frame = reader.number<std::uint32_t>();
    const std::size_t frame_count = reader.number<std::uint32_t>();
    block.width = reader.number<std::uint16_t>();
    block.height = reader.number<std::uint16_t>();
    if (frame_count == 0) refuse("without frames");
    if (bytes.size() != pose_block_size(frame_count)) refuse("its length does not fit its number of frames");
    if (block.width == 0 || block.height == 0) refuse("without a picture size");

    block.frames.resize(frame_count);
    double last_time = -1;
    for (TimedPose& frame : block.frames) {
        frame.time_seconds = std::bit_cast<double>(reader.number<std::uint64_t>());
        if (!std::isfinite(frame.time_seconds) || frame.time_seconds < last_time || frame.time_seconds < 0) {
            refuse("its times are not in order");
        }
        last_time = frame.time_seconds;
        for (Keypoint& keypoint : frame.pose) {
            keypoint.position.x = pixels_of(reader.number<std::uint16_t>());
            keypoint.position.y = pixels_of(reader.number<std::uint16_t>());
            keypoint.score = static_cast<float>(reader.number<std::uint8_t>()) / 255;
        }
    }
    return block;
}

}  // namespace trainingzip::vision
