#include "base/shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace trainingzip {

namespace {

[[noreturn]] void close_and_fail(int descriptor, int error, const char* what) {
    if (descriptor >= 0) close(descriptor);
    throw std::system_error(error, std::generic_category(), what);
}

}  // namespace

SharedMemory::SharedMemory(std::size_t bytes)
    : size_(bytes), descriptor_(memfd_create("trainingzip", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
    if (descriptor_ < 0) close_and_fail(-1, errno, "shared memory");
    if (ftruncate(descriptor_, static_cast<off_t>(size_)) != 0 ||
        fcntl(descriptor_, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
        close_and_fail(descriptor_, errno, "size of the shared memory");
    }
    map();
}

SharedMemory::SharedMemory(int descriptor, std::size_t bytes) : size_(bytes), descriptor_(descriptor) {
    struct stat status {};
    if (fstat(descriptor_, &status) != 0 || static_cast<std::size_t>(status.st_size) < size_) {
        close_and_fail(descriptor_, EINVAL, "shared memory of another size");
    }
    map();
}

void SharedMemory::map() {
    void* const memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_, 0);
    if (memory == MAP_FAILED) close_and_fail(descriptor_, errno, "map the shared memory");
    memory_ = static_cast<std::uint8_t*>(memory);
}

SharedMemory::~SharedMemory() {
    munmap(memory_, size_);
    close(descriptor_);
}

}  // namespace trainingzip
