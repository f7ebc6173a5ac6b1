#include "api/catalogue/trainings/search.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "api/catalogue/trainings/search_sql.h"
#include "api/http/nonblank_text.h"
#include "base/composed_text.h"
#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_search = 100;
constexpr std::size_t most_words = 8;
/// Both indexes hold pieces of three characters.
constexpr std::size_t indexed_piece = 3;
/// Sorts after every character (U+10FFFF in UTF-8).
constexpr std::string_view last_character = "\xf4\x8f\xbf\xbf";

[[noreturn]] void refuse(const char* problem) {
    throw Failure(ErrorCode::parameter_invalid, std::string("search: ") + problem, {{"search", problem}});
}

std::string lower_case(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

/// As the trigrams of FTS5 are: each character by its simple case folding (Unicode, CaseFolding.txt).
std::string folded(std::string_view word) {
    const auto length = static_cast<std::int32_t>(word.size());
    std::string result;
    for (std::int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(word.data(), i, length, c);
        std::uint8_t bytes[U8_MAX_LENGTH];
        std::int32_t size = 0;
        U8_APPEND_UNSAFE(bytes, size, u_foldCase(c, U_FOLD_CASE_DEFAULT));
        result.append(bytes, bytes + size);
    }
    return result;
}

/// A LIKE pattern for texts that contain the words in this order, in which no character of them is special.
std::string like_pattern(const std::vector<std::string>& words) {
    std::string pattern = "%";
    for (const std::string& word : words) {
        for (const char c : word) {
            if (c == '%' || c == '_' || c == '\\') pattern += '\\';
            pattern += c;
        }
        pattern += '%';
    }
    return pattern;
}

/// A string of FTS5, in which a quotation mark is doubled.
std::string phrase(std::string_view word) {
    std::string result = "\"";
    for (const char c : word) result += c == '"' ? "\"\"" : std::string(1, c);
    return result + "\" ";
}

bool is_short(const std::string& word) {
    return count_code_points(word) < indexed_piece;
}

void require_in_sqlite(TrainingFilter& filter, const std::vector<std::string>& words) {
    std::string phrases;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!is_short(words[i])) {
            phrases += phrase(words[i]);
            continue;
        }
        const std::string number = std::to_string(i);
        filter.require(fmt::format(search_sql::has_beginning_sqlite, fmt::arg("number", number)));
        filter.bind("search_from" + number, folded(words[i]));
        filter.bind("search_before" + number, folded(words[i]) + std::string(last_character));
    }
    if (phrases.empty()) return;
    filter.require(search_sql::has_words_sqlite);
    filter.bind("search_words", phrases);
}

void require_in_postgresql(TrainingFilter& filter, const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string number = std::to_string(i);
        const bool is_piece = is_short(words[i]);
        filter.require(fmt::format(
            fmt::runtime(is_piece ? search_sql::has_short_word_postgresql : search_sql::has_word_postgresql),
            fmt::arg("number", number)));
        filter.bind("search_word" + number, is_piece ? words[i] : like_pattern({words[i]}));
    }
}

}  // namespace

Search::Search(const web::Request& request) : text_(request.query_parameter("search").value_or("")) {
    if (!is_valid_utf8(text_) || count_code_points(text_) > longest_search) refuse("too_long");
    if (std::any_of(text_.begin(), text_.end(), [](char c) {
            return (static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n') || c == '\x7f';
        })) {
        refuse("characters");
    }
    const std::string text = lower_case(with_plain_spaces(composed(text_)));
    for (std::size_t at = text.find_first_not_of(' '); at != std::string::npos;) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words_.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(' ', end);
    }
    if (words_.size() > most_words) refuse("too_many");
}

void Search::require(TrainingFilter& filter, bool sqlite) const {
    if (words_.empty()) return;
    sqlite ? require_in_sqlite(filter, words_) : require_in_postgresql(filter, words_);
    filter.put_first(search_sql::best_first);
    filter.bind_order("search_pattern", like_pattern(words_));
}

}  // namespace trainingzip::api
