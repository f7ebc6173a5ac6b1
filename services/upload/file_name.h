#pragma once

#include <string>
#include <string_view>

namespace trainingzip::upload {

/// The name as it is stored and shown; no file is ever opened by it. Normalised to NFC, without invisible and
/// bidirectional control characters (Default_Ignorable_Code_Point of the Unicode Character Database) and
/// without surrounding white space. Joiners inside words and emoji stay. Throws Failure(file_name_invalid)
/// unless the result is a valid file name on any system: 1 to 255 code points of UTF-8, at least one of them
/// visible, without control characters, '/' or '\\', not "." or "..".
std::string shown_file_name(std::string_view name);

/// The media type of a part without parameters, lower case; "application/octet-stream" for one that is
/// malformed. For display only: the content decides how a file is treated.
std::string shown_media_type(std::string_view content_type);

}  // namespace trainingzip::upload
