#include "vision/pose_block.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <utility>

#include "base/error.h"
#include "vision/pose_block_reading.h"

namespace trainingzip::vision {

namespace {

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

std::uint16_t stored_coordinate(float pixels) {
    const float steps = std::round((pixels + PoseBlockForm::offset_pixels) * PoseBlockForm::steps_per_pixel);
    return std::isfinite(steps) ? static_cast<std::uint16_t>(std::clamp(steps, 0.0F, 65535.0F)) : 0;
}

std::uint8_t stored_score(float score) {
    return std::isfinite(score) ? static_cast<std::uint8_t>(std::round(std::clamp(score, 0.0F, 1.0F) * 255))
                                : 0;
}

}  // namespace

std::vector<std::uint8_t> encode_pose_block(const PoseBlock& block) {
    const bool has_origins = std::ranges::any_of(block.frames, &TimedPose::is_interpolated);
    const PoseBlockForm& form = has_origins ? pose_block_with_origins : pose_block_plain;
    Writer writer(form.size(block.frames.size()));
    writer.text(form.magic);
    writer.number(block.first_frame);
    writer.number(static_cast<std::uint32_t>(block.frames.size()));
    writer.number(block.width);
    writer.number(block.height);
    for (const TimedPose& frame : block.frames) {
        writer.number(std::bit_cast<std::uint64_t>(frame.time_seconds));
        if (has_origins) writer.number(static_cast<std::uint8_t>(frame.origin));
        for (const Keypoint& keypoint : frame.pose) {
            writer.number(stored_coordinate(keypoint.position.x));
            writer.number(stored_coordinate(keypoint.position.y));
            writer.number(stored_score(keypoint.score));
        }
    }
    return writer.take();
}

PoseBlock decode_pose_block(std::span<const std::uint8_t> bytes) {
    PoseBlock block;
    if (const char* reason = read_pose_block(bytes, block)) {
        throw Failure(ErrorCode::body_invalid, std::string("pose block: ") + reason);
    }
    return block;
}

}  // namespace trainingzip::vision
