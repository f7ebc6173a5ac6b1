#pragma once

#include <string>
#include <string_view>

namespace trainingzip {

/// What `--version` of a program prints, without the end of the line: "trainingzip-api 0.2.0 (REVISION)",
/// without the brackets where the revision was not known when it was built.
std::string version_line(std::string_view program);

}  // namespace trainingzip
