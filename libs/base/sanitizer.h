#pragma once

namespace trainingzip {

/// Whether this build has AddressSanitizer or ThreadSanitizer, whose runtime needs more memory and more
/// system calls than the program.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool with_sanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool with_sanitizer = true;
#else
inline constexpr bool with_sanitizer = false;
#endif
#else
inline constexpr bool with_sanitizer = false;
#endif

}  // namespace trainingzip
