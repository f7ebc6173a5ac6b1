#pragma once

#include <string>
#include <string_view>

namespace trainingzip::upload {

/// The name as it is kept and shown, never opened: composed (NFC), without what shows nothing or changes the
/// direction of what stands around it (Default_Ignorable_Code_Point of the Unicode Character Database),
/// without blanks at its ends. Joiners stay inside of words and emoji. Throws Failure(file_name_invalid)
/// unless that could be the name of a file in any folder: 1 to 255 code points of UTF-8 of which one can be
/// seen, without control characters, '/' or '\\', not "." or "..".
std::string shown_file_name(std::string_view name);

/// The media type of a part without parameters, lower case; "application/octet-stream" for one that is
/// malformed. It is only ever shown: the content decides.
std::string shown_media_type(std::string_view content_type);

}  // namespace trainingzip::upload
