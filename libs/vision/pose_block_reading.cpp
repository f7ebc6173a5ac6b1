#include "vision/pose_block_reading.h"

#include <cmath>
#include <cstring>

namespace trainingzip::vision {

namespace {

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

float pixels_of(std::uint16_t stored) {
    return static_cast<float>(stored) / PoseBlockForm::steps_per_pixel - PoseBlockForm::offset_pixels;
}

}  // namespace

const char* read_pose_block(std::span<const std::uint8_t> bytes, PoseBlock& block, std::size_t* used) {
    constexpr std::size_t header_bytes = PoseBlockForm::header_bytes;
    if (bytes.size() < header_bytes) return "shorter than its header";
    const auto starts_with = [&](const PoseBlockForm& form) {
        return std::memcmp(bytes.data(), form.magic, sizeof form.magic) == 0;
    };
    const bool has_origins = starts_with(pose_block_with_origins);
    if (!has_origins && !starts_with(pose_block_plain)) return "does not start with TZP1 or TZP2";
    const PoseBlockForm& form = has_origins ? pose_block_with_origins : pose_block_plain;
    const std::size_t frame_bytes = form.frame_bytes;
    Reader reader(bytes.subspan(sizeof form.magic));
    block.first_frame = reader.number<std::uint32_t>();
    const std::size_t frame_count = reader.number<std::uint32_t>();
    block.width = reader.number<std::uint16_t>();
    block.height = reader.number<std::uint16_t>();
    if (frame_count == 0) return "without frames";
    const std::size_t whole_frames = (bytes.size() - header_bytes) / frame_bytes;
    const bool exact = frame_count == whole_frames && (bytes.size() - header_bytes) % frame_bytes == 0;
    if (used ? frame_count > whole_frames : !exact) return "its length does not fit its number of frames";
    if (block.width == 0 || block.height == 0) return "without a picture size";

    block.frames.resize(frame_count);
    double last_time = 0;
    bool is_any_interpolated = false;
    for (TimedPose& frame : block.frames) {
        // std::bit_cast is missing in the library of Debian's emscripten.
        const auto bits = reader.number<std::uint64_t>();
        std::memcpy(&frame.time_seconds, &bits, sizeof bits);
        if (!std::isfinite(frame.time_seconds) || frame.time_seconds < last_time) {
            return "its times are not in order";
        }
        last_time = frame.time_seconds;
        const auto origin = has_origins ? reader.number<std::uint8_t>() : std::uint8_t{0};
        if (origin > static_cast<std::uint8_t>(PoseOrigin::unseen)) return "has an origin that is not known";
        frame.origin = static_cast<PoseOrigin>(origin);
        is_any_interpolated = is_any_interpolated || frame.is_interpolated();
        for (Keypoint& keypoint : frame.pose) {
            keypoint.position.x = pixels_of(reader.number<std::uint16_t>());
            keypoint.position.y = pixels_of(reader.number<std::uint16_t>());
            keypoint.score = static_cast<float>(reader.number<std::uint8_t>()) / 255;
        }
    }
    if (has_origins && !is_any_interpolated) return "tells origins that none of its frames needs";
    if (used) *used = form.size(frame_count);
    return nullptr;
}

}  // namespace trainingzip::vision
