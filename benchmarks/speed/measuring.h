#pragma once

#include <sys/resource.h>

#include <ctime>
#include <filesystem>

#include "media/sandboxed_video_reader.h"

namespace trainingzip {

/// Processor time of all threads and of programs that have ended: unlike frames per second it hardly changes
/// with what else the machine does.
inline double processor_seconds() {
    rusage children{};
    getrusage(RUSAGE_CHILDREN, &children);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC + seconds(children.ru_utime) +
           seconds(children.ru_stime);
}

/// With the media program that was built with this one.
inline media::SandboxedReaderOptions reader_options() {
    media::SandboxedReaderOptions options;
    options.program.path =
        std::filesystem::read_symlink("/proc/self/exe").parent_path() / "trainingzip-media";
    return options;
}

}  // namespace trainingzip
