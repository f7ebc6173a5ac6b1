#include "upload/file_name.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::upload {

namespace {

bool has_control_character(std::string_view text) {
    constexpr std::string_view c1_lead = "\xC2";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == 0x7F) return true;
        // U+0080 to U+009F in UTF-8.
        if (text[i] == c1_lead[0] && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0)
            return true;
    }
    return false;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-';
    });
}

}  // namespace

void require_file_name(std::string_view name) {
    constexpr std::size_t longest = 255;
    if (!is_valid_utf8(name) || has_control_character(name) ||
        name.find_first_of("/\\") != std::string_view::npos || name.empty() || name == "." || name == ".." ||
        count_code_points(name) > longest) {
        throw Failure(ErrorCode::file_name_invalid);
    }
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
