#include "api/accounts/account_rules.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "api/accounts/common_passwords.h"
#include "api/accounts/nick_name.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t shortest_login_id = 3;
constexpr std::size_t longest_login_id = 32;
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

/// A few characters again and again: 88888888, 12121212, abcabcabc.
bool is_repetition(std::string_view text) {
    constexpr std::size_t longest_period = 4;
    const std::size_t longest = std::min(longest_period, text.size() / 2);
    for (std::size_t period = 1; period <= longest; ++period) {
        if (text.substr(period) == text.substr(0, text.size() - period)) return true;
    }
    return false;
}

char after(char c) {
    return c == '9' ? '0' : static_cast<char>(c + 1);
}

/// Letters or digits in their order or against it: abcdefgh, 87654321, 567890123.
bool is_row(std::string_view text) {
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_letter_or_digit)) return false;
    const auto follows = [](char before, char c) { return after(before) == c; };
    const auto leads = [](char before, char c) { return after(c) == before; };
    const auto goes_on = [&](auto matches) {
        return std::adjacent_find(text.begin(), text.end(), std::not_fn(matches)) == text.end();
    };
    return goes_on(follows) || goes_on(leads);
}

}  // namespace

bool is_login_id(std::string_view text) {
    return text.size() >= shortest_login_id && text.size() <= longest_login_id &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter_or_digit(c) || c == '_' || c == '-'; });
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

bool is_common_password(std::string_view text) {
    const auto common = common_passwords();
    const std::string key = unique_key(text);
    if (std::binary_search(common.begin(), common.end(), key)) return true;
    // Those who collected the list left out what is a pattern. Nobody's list has patterns of any length.
    constexpr std::size_t longest_pattern = 24;
    return key.size() <= longest_pattern && (is_repetition(key) || is_row(key));
}

std::string read_new_password(web::BodyFields& fields, std::string_view field) {
    std::string text = fields.any_text(field, 8, 128);
    if (fields.is_good(field) && is_common_password(text)) fields.refuse(field, "common");
    return text;
}

std::string read_nick_name(web::BodyFields& fields) {
    constexpr std::string_view field = "nickName";
    const std::string text = fields.any_text(field, 0, std::numeric_limits<std::size_t>::max());
    if (!fields.is_good(field)) return {};
    switch (examine_nick_name(text)) {
        case NickNameProblem::empty:
            fields.refuse(field, "too_short", 1);
            break;
        case NickNameProblem::too_long:
            fields.refuse(field, "too_long", longest_nick_name);
            break;
        case NickNameProblem::characters:
            fields.refuse(field, "characters");
            break;
        case NickNameProblem::none:
            return shown_nick_name(text);
    }
    return {};
}

std::string read_email(web::BodyFields& fields) {
    std::string text = fields.text("email", 3, longest_email);
    if (fields.is_good("email") && !is_plausible_email(text)) fields.refuse("email", "format");
    return text;
}

}  // namespace trainingzip::api
