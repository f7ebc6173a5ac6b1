#pragma once

#include <cstdint>
#include <semaphore>
#include <span>
#include <utility>

#include "api/catalogue/pictures/stored_sizes.h"
#include "base/sandboxed_program.h"

namespace trainingzip::api {

/// to_stored_sizes() in a sandboxed program, so that a decoder that a hostile picture has taken over, or that
/// dies of it, reaches neither the database nor the keys. At most two pictures at once, since one may need
/// over 100 MB. Safe to use from several threads.
class PictureSandbox {
  public:
    explicit PictureSandbox(SandboxedProgram program) : program_(std::move(program)) {}

    /// Throws Failure(image_unreadable), also when the program dies of the picture or takes too long;
    /// Failure(unavailable) with Retry-After when no turn comes within five seconds; std::system_error when
    /// the program cannot be started.
    StoredSizes to_stored_sizes(std::span<const std::uint8_t> bytes);

  private:
    const SandboxedProgram program_;
    std::counting_semaphore<2> turns_{2};
};

}  // namespace trainingzip::api
