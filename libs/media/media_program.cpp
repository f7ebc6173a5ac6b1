#include "media/media_program.h"

#include <limits>
#include <string>

namespace trainingzip::media {

namespace {

constexpr std::int64_t any = std::numeric_limits<std::int64_t>::max();

std::filesystem::path beside_this_program(const std::string& name) {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
}

}  // namespace

MediaProgram MediaProgram::load(ConfigSection& section) {
    MediaProgram program;
    const std::string name = section.text("media_program");
    program.path =
        name.find('/') == std::string::npos ? beside_this_program(name) : std::filesystem::path(name);
    program.memory_bytes = section.integer("media_memory_bytes", 256 << 20, any);
    program.processor_seconds = section.integer("media_processor_seconds", 1, any);
    return program;
}

std::string option(const char* name, std::int64_t value) {
    return "--" + std::string(name) + "=" + std::to_string(value);
}

}  // namespace trainingzip::media
