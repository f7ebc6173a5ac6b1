#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "web/json_body.h"

namespace trainingzip::api {

/// Whether a text has at least one character that shows: no space (White_Space), none that is drawn as
/// nothing (Default_Ignorable_Code_Point, Unicode Standard Annex 44) and no control character. It must be
/// well-formed UTF-8.
bool shows_something(std::string_view text);

/// The text with every kind of space (White_Space) as ' '. It must be well-formed UTF-8.
std::string with_plain_spaces(std::string_view text);

/// A text that shows something; else as web::BodyFields::text().
std::string read_visible_text(web::BodyFields& fields, std::string_view field, std::size_t maximum);

}  // namespace trainingzip::api
