#include "incident/secret_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace trainingzip::incident {

namespace {

constexpr std::array secret_words = {"authorization", "cookie",   "password",   "passwd",    "passphrase",
                                     "passcode",      "pwd",      "token",      "ticket",    "secret",
                                     "email",         "mail",     "apikey",     "accesskey", "privatekey",
                                     "webhook",       "session",  "credential", "signature", "jwt",
                                     "bearer",        "비밀번호", "암호",       "토큰",      "이메일"};
// Part of many harmless words.
constexpr std::array secret_as_a_whole = {"pass", "auth", "xauth", "pin", "otp", "pw"};

bool is_separator(char character) {
    return character == '-' || character == '_' || character == '.' || character == ' ';
}

std::string folded(std::string_view name) {
    std::string text;
    for (const char character : percent_decoded(name))
        if (!is_separator(character))
            text += static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    return text;
}

int hex_value(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    const int letter = character | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

std::string decoded_once(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool encoded = text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
                             hex_value(text[i + 2]) >= 0;
        if (encoded) {
            result += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

/// One byte of a word, plain or encoded.
std::string byte_pattern(char character) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte >= 0x80) return fmt::format("(?:\\x{{{0:02x}}}|%(?:25)*{0:02x})", byte);
    const int upper = std::toupper(byte);
    return fmt::format("(?:{0}|(?:%(?:25)*|\\\\+u00)(?:{1:x}|{2:x}))", character, byte, upper);
}

}  // namespace

bool is_secret_name(std::string_view name) {
    const std::string text = folded(name);
    return std::any_of(secret_words.begin(), secret_words.end(),
                       [&](const char* word) { return text.find(word) != std::string::npos; }) ||
           std::find(secret_as_a_whole.begin(), secret_as_a_whole.end(), text) != secret_as_a_whole.end();
}

std::string secret_name_pattern() {
    std::string words;
    for (const std::string_view word : secret_words) {
        if (!words.empty()) words += '|';
        for (std::size_t i = 0; i < word.size(); ++i)
            words += (i > 0 && word[i] > 0 ? "[-_.]?" : "") + byte_pattern(word[i]);
    }
    std::string whole;
    for (const std::string_view word : secret_as_a_whole)
        whole += fmt::format("{}{}", whole.empty() ? "" : "|", word);
    // Names are letters and digits, also encoded ones.
    return fmt::format(R"((?:[\w.%-]*(?:{})[\w.%-]*|\b(?:{})\b))", words, whole);
}

std::string percent_decoded(std::string_view text) {
    constexpr int most_rounds = 8;
    std::string result(text);
    std::replace(result.begin(), result.end(), '+', ' ');
    for (int round = 0; round < most_rounds && result.find('%') != std::string::npos; ++round) {
        std::string next = decoded_once(result);
        if (next == result) break;
        result = std::move(next);
    }
    return result;
}

}  // namespace trainingzip::incident
