#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/config.h"
#include "base/log.h"

namespace trainingzip {

/// A program of ours that opens what strangers sent, in a sandbox (base/sandbox.h), and what it may use up.
struct SandboxedProgram {
    std::filesystem::path path;
    std::int64_t memory_bytes = 4LL << 30;      ///< Of address space.
    std::int64_t processor_seconds = 4 * 3600;  ///< For one file.

    /// The keys NAME_program, NAME_memory_bytes and NAME_processor_seconds. A program without a '/' lies
    /// beside the one that runs. Throws ConfigError.
    static SandboxedProgram load(ConfigSection& section, const std::string& name);

    /// Lets the program try its sandbox (try_sandbox) and writes into the log what it has. Throws ConfigError
    /// when it cannot be had here: what strangers send must not be opened without.
    void require_sandbox(const Logger& logger) const;
};

/// A number on the command line of such a program.
std::string option(const char* name, std::int64_t value);

}  // namespace trainingzip
