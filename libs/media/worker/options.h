#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "media/normalise.h"
#include "media/sandbox.h"

namespace trainingzip::media {

/// The command line of trainingzip-media:
///   probe FILE [--name=NUMBER ...]
///   normalise SOURCE TARGET [--name=NUMBER ...]
/// with the names picture-side, seconds, frames-per-second, threads, processor-seconds,
/// address-space-bytes, file-bytes.
struct WorkerOptions {
    bool normalises = false;
    std::filesystem::path source;
    std::filesystem::path target;  ///< Empty for probe.
    NormaliseOptions normalise;
    SandboxLimits sandbox{3600, 4ULL << 30, 16ULL << 30};
};

/// nullopt for anything else, a path that starts with '-' or a number that is not positive.
std::optional<WorkerOptions> parse_worker_options(std::span<const char* const> arguments);

}  // namespace trainingzip::media
