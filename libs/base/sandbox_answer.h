#pragma once

#include <string_view>

namespace trainingzip {

/// The single argument with which a sandboxed program is told to call try_sandbox() (sandbox_trial.h).
inline constexpr std::string_view sandbox_trial = "try-sandbox";

/// What it then prints: whether access is limited to named files. Anything else is the reason why there is no
/// sandbox.
inline constexpr std::string_view files_limited = "files limited";
inline constexpr std::string_view files_not_limited = "files not limited";

}  // namespace trainingzip
