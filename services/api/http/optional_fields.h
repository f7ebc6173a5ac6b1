#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/json_body.h"

namespace trainingzip::api {

/// Readers of fields that web::BodyFields does not know; they keep what is wrong there. nullopt without the
/// field, and when something is wrong with it.

/// One of these words.
std::optional<std::string> optional_choice(web::BodyFields& fields, std::string_view field,
                                           std::span<const std::string_view> choices);
std::optional<bool> optional_flag(web::BodyFields& fields, std::string_view field);
/// The id of something: a whole number above 0.
std::optional<std::int64_t> optional_id(web::BodyFields& fields, std::string_view field);
/// A finite number from minimum to maximum.
std::optional<double> optional_number(web::BodyFields& fields, std::string_view field, double minimum,
                                      double maximum);

/// Blames the field for being absent, if it is.
void require_field(web::BodyFields& fields, std::string_view field);

/// For what shows only later, against the database: throws Failure(body_fields_invalid).
[[noreturn]] void refuse_value(std::string_view field, const char* problem);

}  // namespace trainingzip::api
