#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "web/json_body.h"

namespace trainingzip::api {

/// Whether a text has at least one visible character: not white space (White_Space), not default-ignorable
/// (Default_Ignorable_Code_Point, Unicode Standard Annex 44), not a control character. Must be well-formed
/// UTF-8.
bool has_visible_character(std::string_view text);

/// The text with every white space character (White_Space) replaced by ' '. Must be well-formed UTF-8.
std::string with_plain_spaces(std::string_view text);

/// As web::BodyFields::text(), but refuses a text without a visible character.
std::string read_nonblank_text(web::BodyFields& fields, std::string_view field, std::size_t maximum);

}  // namespace trainingzip::api
