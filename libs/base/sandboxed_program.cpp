#include "base/sandboxed_program.h"

#include <limits>

namespace trainingzip {

namespace {

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

std::string option(const char* name, std::int64_t value) {
    return "--" + std::string(name) + "=" + std::to_string(value);
}

}  // namespace trainingzip
