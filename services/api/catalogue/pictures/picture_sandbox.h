#pragma once

#include <cstdint>
#include <semaphore>
#include <span>
#include <utility>

#include "api/catalogue/pictures/stored_sizes.h"
#include "base/sandboxed_program.h"

namespace trainingzip::api {

/// Runs to_stored_sizes() in a sandboxed program, so that a decoder that was taken over by a malicious
/// picture, or crashes on it, can reach neither the database nor the keys. At most two pictures at a time,
/// since one may need over 100 MB. Thread-safe.
class PictureSandbox {
  public:
    explicit PictureSandbox(SandboxedProgram program) : program_(std::move(program)) {}

    /// Throws Failure(image_unreadable), also if the program crashes on the picture or takes too long;
    /// Failure(unavailable) with Retry-After if no slot becomes free within five seconds; std::system_error
    /// if the program cannot be started.
    StoredSizes to_stored_sizes(std::span<const std::uint8_t> bytes);

  private:
    const SandboxedProgram program_;
    std::counting_semaphore<2> turns_{2};
};

}  // namespace trainingzip::api
