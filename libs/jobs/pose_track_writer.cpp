#include "jobs/pose_track_writer.h"

#include <array>
#include <stdexcept>
#include <utility>

namespace trainingzip::jobs {

PoseTrackWriter::PoseTrackWriter(storage::StorageWriter file) : file_(std::move(file)) {
    file_.reveal();
}

void PoseTrackWriter::write_length(std::uint32_t length) {
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(length >> (8 * i));
    file_.write(bytes);
}

void PoseTrackWriter::add(std::span<const std::uint8_t> block) {
    if (block.empty() || block.size() > longest_block) throw std::invalid_argument("pose track: block size");
    write_length(static_cast<std::uint32_t>(block.size()));
    file_.write(block);
}

void PoseTrackWriter::finish() {
    write_length(0);
}

}  // namespace trainingzip::jobs
