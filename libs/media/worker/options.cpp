#include "media/worker/options.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace trainingzip::media {

namespace {

std::optional<std::int64_t> positive_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return std::nullopt;
    return value;
}

bool set_number(WorkerOptions& options, std::string_view name, std::int64_t value) {
    if (name == "picture-side") {
        options.normalise.limits.picture_side = static_cast<int>(std::min<std::int64_t>(value, 1 << 14));
    } else if (name == "seconds") {
        options.normalise.limits.seconds = static_cast<double>(value);
    } else if (name == "least-milliseconds") {
        options.normalise.limits.least_seconds = static_cast<double>(value) / 1000;
    } else if (name == "frames-per-second") {
        options.normalise.limits.frames_per_second = static_cast<double>(value);
    } else if (name == "threads") {
        options.normalise.threads = static_cast<int>(std::min<std::int64_t>(value, 64));
        options.frames.threads = options.normalise.threads;
    } else if (name == "slots") {
        options.frames.slots = static_cast<std::size_t>(std::min<std::int64_t>(value, most_slots));
    } else if (name == "slot-bytes") {
        options.frames.slot_bytes = static_cast<std::size_t>(value);
    } else if (name == "maximum-pixels") {
        options.frames.maximum_pixels = value;
    } else if (name == "processor-seconds") {
        options.sandbox.processor_seconds = static_cast<std::uint64_t>(value);
    } else if (name == "address-space-bytes") {
        options.sandbox.address_space_bytes = static_cast<std::uint64_t>(value);
    } else if (name == "file-bytes") {
        options.sandbox.file_bytes = static_cast<std::uint64_t>(value);
    } else {
        return false;
    }
    return true;
}

}  // namespace

std::optional<WorkerOptions> parse_worker_options(std::span<const char* const> arguments) {
    WorkerOptions options;
    std::vector<std::string_view> words;
    for (const std::string_view argument : arguments) {
        if (!argument.starts_with('-')) {
            words.push_back(argument);
            continue;
        }
        const auto equals = argument.find('=');
        if (!argument.starts_with("--") || equals == std::string_view::npos) return std::nullopt;
        const auto value = positive_number(argument.substr(equals + 1));
        if (!value || !set_number(options, argument.substr(2, equals - 2), *value)) return std::nullopt;
    }
    if (words.size() < 2 || words[1].empty()) return std::nullopt;
    options.source = words[1];
    if (words[0] == "normalise" && words.size() == 3 && !words[2].empty()) {
        options.task = WorkerOptions::Task::normalise;
        options.target = words[2];
    } else if (words[0] == "frames" && words.size() == 2) {
        options.task = WorkerOptions::Task::frames;
        // Part of the server that waits for it, no work beside it.
        options.sandbox.niceness = 0;
    } else if (words[0] != "probe" || words.size() != 2) {
        return std::nullopt;
    }
    return options;
}

}  // namespace trainingzip::media
