#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/shared_memory.h"

namespace trainingzip::media {

/// Shared memory divided into slots that hold one frame each. The protocol that says who may access which
/// slot is defined elsewhere.
class SharedFrames {
  public:
    /// What lies at the start of a slot, in front of the samples.
    struct Header {
        double time_seconds;
    };

    /// Makes the memory. `sample_bytes` is the room for one picture. Throws std::system_error.
    SharedFrames(std::size_t slots, std::size_t sample_bytes);
    /// Takes over the descriptor of another process. Throws std::system_error.
    SharedFrames(int descriptor, std::size_t slots, std::size_t sample_bytes);

    int descriptor() const { return memory_.descriptor(); }

    /// The other process may change it at any time: copy it, then validate the copy.
    volatile Header& header(std::size_t slot) const;
    /// Aligned as an Image wants it.
    std::span<std::uint8_t> samples(std::size_t slot) const;

  private:
    std::uint8_t* slot_begin(std::size_t slot) const { return memory_.bytes().data() + slot * slot_bytes_; }

    const std::size_t slot_bytes_;
    SharedMemory memory_;
};

}  // namespace trainingzip::media
