#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/json_body.h"

namespace trainingzip::api {

/// More readers of fields for web::BodyFields; like its own they record what is wrong. nullopt if the field
/// is absent or invalid.

/// One of these words.
std::optional<std::string> optional_choice(web::BodyFields& fields, std::string_view field,
                                           std::span<const std::string_view> choices);
std::optional<bool> optional_flag(web::BodyFields& fields, std::string_view field);
/// The id of something: a whole number above 0.
std::optional<std::int64_t> optional_id(web::BodyFields& fields, std::string_view field);
/// A finite number from minimum to maximum.
std::optional<double> optional_number(web::BodyFields& fields, std::string_view field, double minimum,
                                      double maximum);

/// Records an error if the field is absent.
void require_field(web::BodyFields& fields, std::string_view field);

/// For values that turn out to be invalid only when checked against the database: throws
/// Failure(body_fields_invalid).
[[noreturn]] void refuse_value(std::string_view field, const char* problem);

}  // namespace trainingzip::api
