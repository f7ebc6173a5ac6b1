#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace trainingzip::web {

/// Reads "Sat, 31 Jan 2026 09:05:07 GMT" (IMF-fixdate, RFC 9110, 5.6.7). nullopt for anything else, the two
/// obsolete forms too: a condition that cannot be read is ignored, which is always safe.
std::optional<UtcTime> parse_http_date(std::string_view text);

}  // namespace trainingzip::web
