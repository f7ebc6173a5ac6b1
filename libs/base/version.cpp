#include "base/version.h"

namespace trainingzip {

std::string version_line(std::string_view program) {
    constexpr std::string_view revision = TRAININGZIP_REVISION;
    std::string line = std::string(program) + " " TRAININGZIP_VERSION;
    if (!revision.empty()) line += " (" + std::string(revision) + ")";
    return line;
}

}  // namespace trainingzip
