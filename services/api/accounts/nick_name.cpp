#include "api/accounts/nick_name.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>
#include <unicode/uvernum.h>

#include <memory>
#include <stdexcept>

#include "base/composed_text.h"
#include "base/encoding.h"

namespace trainingzip::api {
namespace {

// Flags and families of people take many code points each; beyond this it is no name.
constexpr int most_code_points = 100;
constexpr int most_marks = 3;
constexpr UChar32 emoji_presentation = 0xFE0F;
constexpr std::int64_t rules = 1;

void require(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
}

icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

bool shows_nothing(UChar32 c) {
    return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_acceptable(UChar32 c) {
    if (c == ' ' || c == emoji_presentation) return true;
    constexpr std::uint32_t refused =
        U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_CO_MASK | U_GC_CN_MASK | U_GC_Z_MASK;
    return (U_GET_GC_MASK(c) & refused) == 0 && !shows_nothing(c);
}

bool has_acceptable_characters(const icu::UnicodeString& text) {
    int marks = most_marks;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        marks = is_mark(c) ? marks + 1 : 0;
        if (!is_acceptable(c) || marks > most_marks) return false;
    }
    if (text == "." || text == "..") return false;
    return text.char32At(0) != ' ' && text.char32At(text.length() - 1) != ' ' &&
           text.countChar32() <= most_code_points;
}

std::size_t count_graphemes(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    require(status);
    breaks->setText(text);
    std::size_t count = 0;
    while (breaks->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

icu::UnicodeString compatible(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFKCInstance(status);
    require(status);
    icu::UnicodeString result = form->normalize(text, status);
    require(status);
    return result;
}

icu::UnicodeString skeleton(const USpoofChecker& checker, const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString result;
    uspoof_getSkeletonUnicodeString(&checker, 0, text, result, &status);
    require(status);
    return result;
}

icu::UnicodeString without_invisible(const icu::UnicodeString& text) {
    icu::UnicodeString result;
    bool after_space = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        UChar32 c = text.char32At(i);
        if (shows_nothing(c)) continue;
        if (c == ' ' && after_space) continue;
        after_space = c == ' ';
        result.append(c);
    }
    return result;
}

}  // namespace

NickNameProblem examine_nick_name(std::string_view text) {
    if (text.empty()) return NickNameProblem::empty;
    if (!is_valid_utf8(text)) return NickNameProblem::characters;
    // Far beyond any name: not worth the work of counting.
    if (text.size() > 4096) return NickNameProblem::too_long;
    const icu::UnicodeString name = from_utf8(shown_nick_name(text));
    if (count_graphemes(name) > longest_nick_name) return NickNameProblem::too_long;
    if (!has_acceptable_characters(name) || nick_name_key(text).empty()) return NickNameProblem::characters;
    return NickNameProblem::none;
}

std::string shown_nick_name(std::string_view text) {
    return composed(text);
}

std::string nick_name_key(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker(uspoof_open(&status),
                                                                          &uspoof_close);
    require(status);
    icu::UnicodeString key = without_invisible(compatible(from_utf8(text)));
    // Some letters look alike in one case only, so both orders count: "I" is an "l", and "i" is an "I".
    for (int i = 0; i < 2; ++i) key = compatible(skeleton(*checker, key)).foldCase();
    key.findAndReplace("i", "l");
    return to_utf8(key);
}

std::int64_t nick_name_key_version() {
    return rules * 1000 + U_ICU_VERSION_MAJOR_NUM;
}

}  // namespace trainingzip::api
