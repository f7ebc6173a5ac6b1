#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/json_body.h"

namespace trainingzip::api {

/// Readers of fields that web::JsonBody does not know. Each throws Failure: body_invalid when the field has
/// another type, body_fields_invalid when its value is not acceptable. Those called optional give nullopt
/// without the field.

[[noreturn]] void refuse_type(std::string_view field, const char* problem = "type");
[[noreturn]] void refuse_value(std::string_view field, const char* problem);

/// One of these words.
std::optional<std::string> optional_choice(const web::JsonBody& body, std::string_view field,
                                           std::span<const std::string_view> choices);
std::string required_choice(const web::JsonBody& body, std::string_view field,
                            std::span<const std::string_view> choices);
/// A text of at most `maximum` code points.
std::optional<std::string> optional_text(const web::JsonBody& body, std::string_view field,
                                         std::size_t maximum);
std::optional<bool> optional_flag(const web::JsonBody& body, std::string_view field);
/// The id of something: a whole number above 0.
std::optional<std::int64_t> optional_id(const web::JsonBody& body, std::string_view field);

}  // namespace trainingzip::api
