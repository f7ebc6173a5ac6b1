#include "api/accounts/account_rules.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t shortest_login_id = 3;
constexpr std::size_t longest_login_id = 32;
constexpr std::size_t longest_nick_name = 20;
constexpr std::size_t longest_email = 254;
constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_label = 63;

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_domain_label(std::string_view label) {
    return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) {
               return is_letter_or_digit(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
           });
}

/// Characters that show nothing or turn text around, with which one name can look like another (Unicode
/// Technical Standard 39): U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF, U+00AD, U+3164.
bool has_invisible_character(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto byte = [&](std::size_t offset) {
            return i + offset < text.size() ? static_cast<unsigned char>(text[i + offset]) : 0U;
        };
        if (byte(0) == 0xC2 && (byte(1) == 0xAD || byte(1) < 0xA0)) return true;
        if (byte(0) == 0xE2 && byte(1) == 0x80 &&
            ((byte(2) >= 0x8B && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAE))) {
            return true;
        }
        if (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA0 && byte(2) <= 0xAF) return true;
        if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return true;
        if (byte(0) == 0xE3 && byte(1) == 0x85 && byte(2) == 0xA4) return true;
    }
    return false;
}

}  // namespace

bool is_login_id(std::string_view text) {
    return text.size() >= shortest_login_id && text.size() <= longest_login_id &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter_or_digit(c) || c == '_' || c == '-'; });
}

bool is_nick_name(std::string_view text) {
    if (text.empty() || !is_valid_utf8(text) || count_code_points(text) > longest_nick_name) return false;
    const bool has_control = std::any_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; });
    return !has_control && text.front() != ' ' && text.back() != ' ' && !has_invisible_character(text);
}

bool is_plausible_email(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || text.size() > longest_email) return false;
    const std::string_view local = text.substr(0, at);
    std::string_view domain = text.substr(at + 1);
    if (local.empty() || local.size() > longest_local_part) return false;
    const bool has_odd_character = std::any_of(local.begin(), local.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '\x7f' ||
               std::string_view("@<>()[]\\,;:\"").find(c) != std::string_view::npos;
    });
    if (has_odd_character || local.front() == '.' || local.back() == '.') return false;
    std::size_t labels = 0;
    while (true) {
        const std::size_t dot = domain.find('.');
        if (!is_domain_label(domain.substr(0, dot))) return false;
        ++labels;
        if (dot == std::string_view::npos) return labels >= 2;
        domain.remove_prefix(dot + 1);
    }
}

std::string unique_key(std::string_view text) {
    std::string key(text);
    for (char& c : key) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return key;
}

std::string read_login_id(web::BodyFields& fields) {
    std::string text = fields.text("id", shortest_login_id, longest_login_id);
    if (fields.is_good("id") && !is_login_id(text)) fields.refuse("id", "characters");
    return text;
}

std::string read_new_password(web::BodyFields& fields, std::string_view field) {
    return fields.any_text(field, 8, 128);
}

std::string read_nick_name(web::BodyFields& fields) {
    std::string text = fields.text("nickName", 1, longest_nick_name);
    if (fields.is_good("nickName") && !is_nick_name(text)) fields.refuse("nickName", "characters");
    return text;
}

std::string read_email(web::BodyFields& fields) {
    std::string text = fields.text("email", 3, longest_email);
    if (fields.is_good("email") && !is_plausible_email(text)) fields.refuse("email", "format");
    return text;
}

std::string read_visible_text(web::BodyFields& fields, std::string_view field, std::size_t maximum) {
    std::string text = fields.text(field, 1, maximum);
    if (fields.is_good(field) && text.find_first_not_of(" \t\n") == std::string::npos) {
        fields.refuse(field, "blank");
    }
    return text;
}

}  // namespace trainingzip::api
