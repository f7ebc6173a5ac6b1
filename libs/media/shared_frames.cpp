#include "media/shared_frames.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "media/image.h"

namespace trainingzip::media {

namespace {

constexpr std::size_t header_bytes = Image::row_alignment;
static_assert(sizeof(SharedFrames::Header) <= header_bytes);

std::size_t whole_pages(std::size_t bytes) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return (bytes + page - 1) / page * page;
}

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

SharedFrames::SharedFrames(std::size_t slots, std::size_t sample_bytes)
    : slots_(slots),
      slot_bytes_(whole_pages(header_bytes + sample_bytes)),
      descriptor_(memfd_create("frames", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
    if (descriptor_ < 0) fail("shared memory");
    if (ftruncate(descriptor_, static_cast<off_t>(slots_ * slot_bytes_)) != 0 ||
        fcntl(descriptor_, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
        const int error = errno;
        close(descriptor_);
        throw std::system_error(error, std::generic_category(), "size of the shared memory");
    }
    map();
}

SharedFrames::SharedFrames(int descriptor, std::size_t slots, std::size_t sample_bytes)
    : slots_(slots), slot_bytes_(whole_pages(header_bytes + sample_bytes)), descriptor_(descriptor) {
    struct stat status {};
    const bool fits =
        fstat(descriptor_, &status) == 0 && static_cast<std::size_t>(status.st_size) >= slots_ * slot_bytes_;
    if (!fits) {
        close(descriptor_);
        throw std::system_error(EINVAL, std::generic_category(), "shared memory of another size");
    }
    map();
}

void SharedFrames::map() {
    void* const memory =
        mmap(nullptr, slots_ * slot_bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_, 0);
    if (memory == MAP_FAILED) {
        const int error = errno;
        close(descriptor_);
        throw std::system_error(error, std::generic_category(), "map the shared memory");
    }
    memory_ = static_cast<std::uint8_t*>(memory);
}

SharedFrames::~SharedFrames() {
    munmap(memory_, slots_ * slot_bytes_);
    close(descriptor_);
}

volatile SharedFrames::Header& SharedFrames::header(std::size_t slot) const {
    return *reinterpret_cast<volatile Header*>(slot_begin(slot));
}

std::span<std::uint8_t> SharedFrames::samples(std::size_t slot) const {
    return {slot_begin(slot) + header_bytes, slot_bytes_ - header_bytes};
}

}  // namespace trainingzip::media
