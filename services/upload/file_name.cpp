#include "upload/file_name.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

#include "base/composed_text.h"
#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::upload {

namespace {

bool is_blank(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_ZS_MASK) != 0;
}

/// Control characters and line separators.
bool is_refused(UChar32 c) {
    constexpr std::uint32_t breaks = U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
    return c == '/' || c == '\\' || (U_GET_GC_MASK(c) & breaks) != 0;
}

bool shows_nothing(UChar32 c) {
    return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

/// Zero-width joiners and variation selectors of emoji: part of the preceding character.
bool joins(UChar32 c) {
    return c == 0x200C || c == 0x200D || c == 0xFE0E || c == 0xFE0F;
}

icu::UnicodeString without_invisible(const icu::UnicodeString& name) {
    icu::UnicodeString shown;
    bool after_visible = false;
    for (std::int32_t i = 0; i < name.length(); i = name.moveIndex32(i, 1)) {
        const UChar32 c = name.char32At(i);
        if (shows_nothing(c) && !(joins(c) && after_visible)) continue;
        if (shown.isEmpty() && is_blank(c)) continue;
        after_visible = !is_blank(c);
        shown.append(c);
    }
    while (!shown.isEmpty()) {
        const UChar32 last = shown.char32At(shown.length() - 1);
        if (!is_blank(last) && last != 0x200C && last != 0x200D) break;
        shown.truncate(shown.moveIndex32(shown.length(), -1));
    }
    return shown;
}

bool has_refused(const icu::UnicodeString& name) {
    for (std::int32_t i = 0; i < name.length(); i = name.moveIndex32(i, 1)) {
        if (is_refused(name.char32At(i))) return true;
    }
    return false;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-';
    });
}

}  // namespace

std::string shown_file_name(std::string_view name) {
    constexpr std::size_t longest = 255;
    // Far longer than any valid name: not worth normalising.
    constexpr std::size_t most_bytes = 16 * longest;
    if (!is_valid_utf8(name) || name.size() > most_bytes) throw Failure(ErrorCode::file_name_invalid);
    const auto given =
        icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    if (has_refused(given)) throw Failure(ErrorCode::file_name_invalid);
    std::string shown;
    without_invisible(given).toUTF8String(shown);
    shown = composed(shown);
    if (shown.empty() || shown == "." || shown == ".." || count_code_points(shown) > longest) {
        throw Failure(ErrorCode::file_name_invalid);
    }
    return shown;
}

std::string shown_media_type(std::string_view content_type) {
    std::string type(content_type.substr(0, content_type.find(';')));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
    std::ranges::transform(type, type.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const auto slash = type.find('/');
    const bool good = type.size() <= 100 && slash != std::string::npos &&
                      is_token(std::string_view(type).substr(0, slash)) &&
                      is_token(std::string_view(type).substr(slash + 1));
    return good ? type : "application/octet-stream";
}

}  // namespace trainingzip::upload
