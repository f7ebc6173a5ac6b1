#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace trainingzip {

/// Memory shared by two processes. Its size is sealed (memfd_create(2)), so neither can shrink it while the
/// other uses it. Pages are allocated on first use. The other process may change the content at any time:
/// copy a value first, then validate the copy.
class SharedMemory {
  public:
    /// Makes the memory, all zero. Throws std::system_error.
    explicit SharedMemory(std::size_t bytes);
    /// Takes ownership of a descriptor created by another process. Throws std::system_error, also when the
    /// memory is smaller than that.
    SharedMemory(int descriptor, std::size_t bytes);
    ~SharedMemory();
    SharedMemory(const SharedMemory&) = delete;
    SharedMemory& operator=(const SharedMemory&) = delete;

    int descriptor() const { return descriptor_; }
    /// Begins with a page.
    std::span<std::uint8_t> bytes() const { return {memory_, size_}; }

  private:
    void map();

    const std::size_t size_;
    int descriptor_ = -1;
    std::uint8_t* memory_ = nullptr;
};

}  // namespace trainingzip
