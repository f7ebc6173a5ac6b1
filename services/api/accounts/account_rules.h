#pragma once

#include <string>
#include <string_view>

#include "web/json_body.h"

namespace trainingzip::api {

/// The rules for fields of sign-up and profile. Each function records an error for an unacceptable value.

/// `id`: 3 to 32 ASCII letters, digits, '_' or '-'.
std::string read_login_id(web::BodyFields& fields);
/// Longest id or password that is checked: longer than any that sign-up accepts, so that such an attempt
/// fails like any wrong one.
inline constexpr std::size_t longest_attempt = 1024;
/// 8 to 128 characters of any kind, taken exactly as they are, none of the most common passwords in any case
/// of ASCII letters, nor a plain pattern like 87654321 or abcabcabc (OWASP ASVS 6.2.1, 6.2.4, 6.2.5, 6.2.8,
/// 6.2.9).
std::string read_new_password(web::BodyFields& fields, std::string_view field);
/// `nickName`, as examine_nick_name() accepts it, in the form that is shown.
std::string read_nick_name(web::BodyFields& fields);
/// `email`: one that could exist (RFC 5321 sizes); whether it does is not checked.
std::string read_email(web::BodyFields& fields);

bool is_login_id(std::string_view text);
bool is_plausible_email(std::string_view text);
bool is_common_password(std::string_view text);

/// The form in which login ids must be unique: ASCII letters in lower case. Other letters are not allowed,
/// so no look-alike of another script exists.
std::string unique_key(std::string_view text);

}  // namespace trainingzip::api
