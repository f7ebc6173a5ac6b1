#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/config.h"
#include "base/log.h"

namespace trainingzip {

/// One of our programs that opens untrusted files in a sandbox (base/sandbox.h), with its resource limits.
struct SandboxedProgram {
    std::filesystem::path path;
    std::int64_t memory_bytes = 4LL << 30;      ///< Of address space.
    std::int64_t processor_seconds = 4 * 3600;  ///< For one file.

    /// The keys NAME_program, NAME_memory_bytes and NAME_processor_seconds. A program without a '/' is looked
    /// up beside the running one. Throws ConfigError.
    static SandboxedProgram load(ConfigSection& section, const std::string& name);

    /// Has the program enter its sandbox once (try_sandbox) and logs the result. Throws ConfigError when the
    /// sandbox is not available: untrusted files must not be opened without it.
    void require_sandbox(const Logger& logger) const;
};

/// A number on the command line of such a program.
std::string option(const char* name, std::int64_t value);

}  // namespace trainingzip
