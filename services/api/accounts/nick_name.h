#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Nicknames as people see them, with the data of ICU (Unicode Standard Annex 29, Technical Standard 39).
namespace trainingzip::api {

inline constexpr std::size_t longest_nick_name = 20;

enum class NickNameProblem { none, empty, too_long, characters };

/// Counts user-perceived characters (grapheme clusters): 1 to 20 of them. Not accepted are characters that
/// show nothing, turn text around, or have no agreed look (controls, formats, private use, unassigned), a
/// space at either end, a mark without a letter, and more than three marks on one letter; nor "." and "..",
/// which no address can name (RFC 3986, 5.2.4).
NickNameProblem examine_nick_name(std::string_view text);

/// The form that is kept and shown: composed (NFC). The text must be well-formed UTF-8.
std::string shown_nick_name(std::string_view text);

/// Equal for names that look alike: compatibility forms, case, confusable letters of other scripts, and what
/// shows nothing are levelled (skeleton of UTS 39, case folded). Only for comparing, never for showing. The
/// text must be well-formed UTF-8.
std::string nick_name_key(std::string_view text);

/// Changes when nick_name_key() may return other keys, because the rules or the data of ICU have changed.
std::int64_t nick_name_key_version();

}  // namespace trainingzip::api
