#include "jobs/pose_track_reader.h"

#include "base/error.h"
#include "jobs/pose_track_writer.h"

namespace trainingzip::jobs {

namespace {

constexpr std::size_t length_bytes = 4;

std::uint32_t length_of(const std::vector<std::uint8_t>& bytes) {
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) length |= static_cast<std::uint32_t>(bytes[i]) << (8 * i);
    return length;
}

}  // namespace

PoseTrackReader::PoseTrackReader(const std::filesystem::path& path) : file_(path, std::ios::binary) {
    if (!file_) throw Failure(ErrorCode::file_not_found, "the pose track " + path.string());
}

bool PoseTrackReader::read(std::uint64_t offset, std::vector<std::uint8_t>& bytes) {
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(offset));
    return static_cast<bool>(
        file_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())));
}

std::optional<std::vector<std::uint8_t>> PoseTrackReader::next() {
    std::vector<std::uint8_t> bytes(length_bytes);
    if (ended_ || !read(offset_, bytes)) return std::nullopt;
    const std::uint32_t length = length_of(bytes);
    if (length == 0) {
        ended_ = true;
        return std::nullopt;
    }
    if (length > PoseTrackWriter::longest_block) {
        throw Failure(ErrorCode::processing_failed,
                      "pose track: a block of " + std::to_string(length) + " bytes");
    }
    bytes.resize(length);
    if (!read(offset_ + length_bytes, bytes)) return std::nullopt;
    offset_ += length_bytes + length;
    return bytes;
}

}  // namespace trainingzip::jobs
