#include "base/sandboxed_program.h"

#include <cstdio>
#include <exception>
#include <limits>
#include <string_view>

#include "base/child_process.h"
#include "base/sandbox.h"

namespace trainingzip {

namespace {

constexpr std::chrono::seconds longest_trial(30);
constexpr std::string_view with_files = "files limited";
constexpr std::string_view without_files = "files not limited";

constexpr std::int64_t any = std::numeric_limits<std::int64_t>::max();

std::filesystem::path beside_this_program(const std::string& name) {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
}

}  // namespace

SandboxedProgram SandboxedProgram::load(ConfigSection& section, const std::string& name) {
    SandboxedProgram program;
    const std::string path = section.text(name + "_program");
    program.path =
        path.find('/') == std::string::npos ? beside_this_program(path) : std::filesystem::path(path);
    program.memory_bytes = section.integer(name + "_memory_bytes", 64 << 20, any);
    program.processor_seconds = section.integer(name + "_processor_seconds", 1, any);
    return program;
}

void SandboxedProgram::require_sandbox(const Logger& logger) const {
    std::string said;
    ChildEnd end;
    try {
        end = run_child({path.string(), std::string(sandbox_trial)}, longest_trial, {},
                        [&](std::string_view line) { said = line; });
    } catch (const std::exception& error) {
        throw ConfigError("'" + path.string() + "' cannot be started: " + error.what());
    }
    if (said != with_files && said != without_files) {
        throw ConfigError("the sandbox of '" + path.string() +
                          "' cannot be had here: " + (said.empty() ? describe(end) : said));
    }
    logger.info("sandbox", {{"program", path.string()}, {"files_limited", said == with_files}});
}

int try_sandbox() {
    constexpr SandboxLimits limits{60, 4ULL << 30, 0, 0};
    try {
        const bool files_are_limited = enter_sandbox(limits, {}, {});
        std::puts(std::string(files_are_limited ? with_files : without_files).c_str());
        return 0;
    } catch (const std::exception& error) {
        std::puts(error.what());
        return 1;
    }
}

std::string option(const char* name, std::int64_t value) {
    return "--" + std::string(name) + "=" + std::to_string(value);
}

}  // namespace trainingzip
