#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace trainingzip::api {

/// Unix milliseconds of "2026-01-31T09:05:07Z", with or without milliseconds ("07.012Z"): UTC alone, years
/// 1970 to 9999. nullopt for anything else.
std::optional<std::int64_t> parse_iso_time(std::string_view text);

}  // namespace trainingzip::api
