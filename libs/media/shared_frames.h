#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace trainingzip::media {

/// Memory that two processes share, divided into slots that hold one frame each. The maker's end creates it,
/// of fixed size: neither process can make it smaller under the other's hands (memfd_create(2), seals). Pages
/// take memory once they are touched.
///
/// Who may touch which slot is agreed elsewhere.
class SharedFrames {
  public:
    /// What lies at the start of a slot, in front of the samples.
    struct Header {
        double time_seconds;
    };

    /// Makes the memory. `sample_bytes` is the room for one picture. Throws std::system_error.
    SharedFrames(std::size_t slots, std::size_t sample_bytes);
    /// Takes over a descriptor that another process made in this way. Throws std::system_error, also when
    /// there is less than that.
    SharedFrames(int descriptor, std::size_t slots, std::size_t sample_bytes);
    ~SharedFrames();
    SharedFrames(const SharedFrames&) = delete;
    SharedFrames& operator=(const SharedFrames&) = delete;

    int descriptor() const { return descriptor_; }
    std::size_t slots() const { return slots_; }

    /// The other process may change it at any time: copy it, then judge the copy.
    volatile Header& header(std::size_t slot) const;
    /// Aligned as an Image wants it.
    std::span<std::uint8_t> samples(std::size_t slot) const;

  private:
    void map();
    std::uint8_t* slot_begin(std::size_t slot) const { return memory_ + slot * slot_bytes_; }

    const std::size_t slots_;
    const std::size_t slot_bytes_;
    int descriptor_ = -1;
    std::uint8_t* memory_ = nullptr;
};

}  // namespace trainingzip::media
