#include "mail/mime_text.h"

#include <openssl/evp.h>

#include <algorithm>

namespace trainingzip::mail {
namespace {

constexpr std::size_t bytes_of_line = 57;
constexpr std::size_t longest_line = 76;
constexpr std::string_view word_begin = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";
constexpr std::string_view fold = "\r\n ";

std::string base64(std::string_view bytes) {
    // EVP_EncodeBlock() ends with a zero.
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The longest beginning of at most `most` bytes that ends between two characters.
std::string_view whole_characters(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && is_continuation(text[end])) --end;
    return text.substr(0, end);
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }) &&
           text.find("=?") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ');
}

}  // namespace

std::string base64_lines(std::string_view text) {
    std::string lines;
    for (std::size_t at = 0; at < text.size(); at += bytes_of_line) {
        lines += base64(text.substr(at, bytes_of_line));
        lines += "\r\n";
    }
    return lines;
}

std::string encoded_header_text(std::string_view text, std::size_t used) {
    if (is_plain(text) && used + text.size() <= longest_line) return std::string(text);
    std::string words;
    while (!text.empty()) {
        const std::size_t room = longest_line - used - word_begin.size() - word_end.size();
        const std::string_view piece = whole_characters(text, room / 4 * 3);
        if (!words.empty()) words += fold;
        words.append(word_begin).append(base64(piece)).append(word_end);
        text.remove_prefix(piece.size());
        used = 1;
    }
    return words;
}

}  // namespace trainingzip::mail
