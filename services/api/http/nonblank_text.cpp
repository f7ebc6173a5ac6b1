#include "api/http/nonblank_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace trainingzip::api {
namespace {

bool shows(UChar32 c) {
    return !u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
           (U_GET_GC_MASK(c) & U_GC_CC_MASK) == 0;
}

}  // namespace

bool has_visible_character(std::string_view text) {
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(text.data(), i, length, c);
        if (shows(c)) return true;
    }
    return false;
}

std::string with_plain_spaces(std::string_view text) {
    const auto length = static_cast<std::int32_t>(text.size());
    std::string result;
    for (std::int32_t i = 0; i < length;) {
        const std::int32_t begin = i;
        UChar32 c = 0;
        U8_NEXT(text.data(), i, length, c);
        result += u_isUWhiteSpace(c)
                      ? std::string_view(" ")
                      : text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
    }
    return result;
}

std::string read_nonblank_text(web::BodyFields& fields, std::string_view field, std::size_t maximum) {
    std::string text = fields.text(field, 1, maximum);
    if (fields.is_good(field) && !has_visible_character(text)) fields.refuse(field, "blank");
    return text;
}

}  // namespace trainingzip::api
