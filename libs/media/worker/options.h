#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "media/normalise.h"
#include "media/sandbox.h"
#include "media/worker/frames.h"

namespace trainingzip::media {

/// The command line of trainingzip-media:
///   probe FILE [--name=NUMBER ...]
///   normalise SOURCE TARGET [--name=NUMBER ...]
///   frames SOURCE [--name=NUMBER ...]
/// with the names picture-side, seconds, frames-per-second, threads, processor-seconds,
/// address-space-bytes, file-bytes; for frames also slots, slot-bytes and maximum-pixels.
struct WorkerOptions {
    enum class Task { probe, normalise, frames };
    Task task = Task::probe;
    std::filesystem::path source;
    std::filesystem::path target;  ///< Empty but for normalise.
    NormaliseOptions normalise;
    FrameOptions frames;
    SandboxLimits sandbox{3600, 4ULL << 30, 16ULL << 30, 10};
};

/// nullopt for anything else, a path that starts with '-' or a number that is not positive.
std::optional<WorkerOptions> parse_worker_options(std::span<const char* const> arguments);

}  // namespace trainingzip::media
