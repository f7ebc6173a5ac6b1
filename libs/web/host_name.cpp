#include "web/host_name.h"

#include <algorithm>

namespace trainingzip::web {

namespace {

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_alphanumeric(char character) {
    return is_digit(character) || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z');
}

bool looks_like_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

bool is_valid_host(std::string_view text) {
    if (text.empty() || text.size() > 262) return false;
    std::size_t end_of_name = 0;
    if (text.front() == '[') {
        end_of_name = text.find(']');
        if (end_of_name == std::string_view::npos || end_of_name < 3) return false;
        const auto address = text.substr(1, end_of_name - 1);
        if (address.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) return false;
        ++end_of_name;
    } else {
        end_of_name = std::min(text.find(':'), text.size());
        const auto name = text.substr(0, end_of_name);
        if (name.empty() || !std::all_of(name.begin(), name.end(), [](char character) {
                return is_alphanumeric(character) || character == '.' || character == '-' || character == '_';
            }))
            return false;
    }
    if (end_of_name == text.size()) return true;
    return text[end_of_name] == ':' && looks_like_port(text.substr(end_of_name + 1));
}

bool is_valid_prefix(std::string_view text) {
    if (text.empty()) return true;
    if (text.front() != '/' || text.back() == '/' || text.size() > 128) return false;
    if (text.find("//") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char character) {
        return is_alphanumeric(character) || character == '/' || character == '-' || character == '_';
    });
}

}  // namespace trainingzip::web
