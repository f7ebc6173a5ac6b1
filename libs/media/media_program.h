#pragma once

#include <cstdint>
#include <filesystem>

#include "base/config.h"

namespace trainingzip::media {

/// The sandboxed program that opens what strangers sent (worker/main.cpp), and what it may use up.
struct MediaProgram {
    std::filesystem::path path;
    std::int64_t memory_bytes = 4LL << 30;      ///< Of address space.
    std::int64_t processor_seconds = 4 * 3600;  ///< For one video.

    /// The keys media_program, media_memory_bytes and media_processor_seconds. Throws ConfigError.
    static MediaProgram load(ConfigSection& section);
};

/// An option of the program's command line.
std::string option(const char* name, std::int64_t value);

}  // namespace trainingzip::media
