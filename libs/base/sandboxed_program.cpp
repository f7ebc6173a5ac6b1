#include "base/sandboxed_program.h"

#include <exception>
#include <limits>
#include <string_view>

#include "base/child_process.h"
#include "base/sandbox_answer.h"

namespace trainingzip {

namespace {

constexpr std::chrono::seconds longest_trial(30);

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
    if (said != files_limited && said != files_not_limited) {
        throw ConfigError("the sandbox of '" + path.string() +
                          "' cannot be had here: " + (said.empty() ? describe(end) : said));
    }
    logger.info("sandbox", {{"program", path.string()}, {"files_limited", said == files_limited}});
}

std::string option(const char* name, std::int64_t value) {
    return "--" + std::string(name) + "=" + std::to_string(value);
}

}  // namespace trainingzip
