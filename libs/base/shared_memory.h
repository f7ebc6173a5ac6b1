#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace trainingzip {

/// Memory that two processes share, of fixed size: neither can make it smaller under the other's hands
/// (memfd_create(2), seals). Pages take memory once they are touched. What is in it may change at any time:
/// copy what you judge, then judge the copy.
class SharedMemory {
  public:
    /// Makes the memory, all zero. Throws std::system_error.
    explicit SharedMemory(std::size_t bytes);
    /// Takes over a descriptor that another process made in this way. Throws std::system_error, also when
    /// there is less than that.
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
