#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace trainingzip {

struct SandboxLimits {
    std::uint64_t processor_seconds;    ///< CPU time; the kernel kills the process beyond it.
    std::uint64_t address_space_bytes;  ///< Not applied in builds with sanitizers, which reserve terabytes.
    std::uint64_t file_bytes;           ///< Largest file that can be written.
    int niceness = 10;                  ///< Of the process, see nice(2).
};

/// Gives up, for good, what a process that reads hostile files does not need: new privileges, all system
/// calls but those of decoding and encoding (base/system_call_filter.h), core files, all files but those
/// named, resources beyond the limits. The process dies with the thread that started it.
///
/// The files must exist. Access is limited to them where the kernel has Landlock (5.13): returns whether it
/// has. Without it, files can be read, and written if any writable one is named. Throws std::system_error
/// when a limit cannot be set.
bool enter_sandbox(const SandboxLimits& limits, const std::vector<std::filesystem::path>& readable,
                   const std::vector<std::filesystem::path>& writable);

}  // namespace trainingzip
