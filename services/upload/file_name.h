#pragma once

#include <string>
#include <string_view>

namespace trainingzip::upload {

/// Throws Failure(file_name_invalid) unless the name could be that of a file in any folder: 1 to 255 code
/// points of UTF-8 without control characters, '/' or '\\', not "." or "..". It is only ever shown, never
/// opened.
void require_file_name(std::string_view name);

/// The media type of a part without parameters, lower case; "application/octet-stream" for one that is
/// malformed. It is only ever shown: the content decides.
std::string shown_media_type(std::string_view content_type);

}  // namespace trainingzip::upload
