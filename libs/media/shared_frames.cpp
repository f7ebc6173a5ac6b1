#include "media/shared_frames.h"

#include <unistd.h>

#include "media/image.h"

namespace trainingzip::media {

namespace {

constexpr std::size_t header_bytes = Image::row_alignment;
static_assert(sizeof(SharedFrames::Header) <= header_bytes);

std::size_t bytes_of_slot(std::size_t sample_bytes) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return (header_bytes + sample_bytes + page - 1) / page * page;
}

}  // namespace

SharedFrames::SharedFrames(std::size_t slots, std::size_t sample_bytes)
    : slot_bytes_(bytes_of_slot(sample_bytes)), memory_(slots * slot_bytes_) {}

SharedFrames::SharedFrames(int descriptor, std::size_t slots, std::size_t sample_bytes)
    : slot_bytes_(bytes_of_slot(sample_bytes)), memory_(descriptor, slots * slot_bytes_) {}

volatile SharedFrames::Header& SharedFrames::header(std::size_t slot) const {
    return *reinterpret_cast<volatile Header*>(slot_begin(slot));
}

std::span<std::uint8_t> SharedFrames::samples(std::size_t slot) const {
    return {slot_begin(slot) + header_bytes, slot_bytes_ - header_bytes};
}

}  // namespace trainingzip::media
