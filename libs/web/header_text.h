#pragma once

#include <algorithm>
#include <string_view>

namespace trainingzip::web {

/// Small pieces of the grammar of header fields (RFC 9110, 5.6).

constexpr char to_lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char left, char right) { return to_lower(left) == to_lower(right); });
}

/// Without optional whitespace (space, tab) at both ends.
constexpr std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

constexpr bool is_token_character(char character) {
    if ((character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
        (character >= 'A' && character <= 'Z'))
        return true;
    return std::string_view("!#$%&'*+-.^_`|~").find(character) != std::string_view::npos;
}

constexpr bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

/// Cuts the text before `separator` off the front of `rest`, without the separator, trimmed.
constexpr std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const auto element = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return trim(element);
}

/// Whether a comma-separated list holds the element, without regard to case.
constexpr bool list_contains(std::string_view list, std::string_view element) {
    while (!list.empty())
        if (equals_ignoring_case(take_until(list, ','), element)) return true;
    return false;
}

}  // namespace trainingzip::web
