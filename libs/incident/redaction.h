#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace trainingzip::incident {

/// What stands in the place of a secret.
inline constexpr std::string_view mask = "[masked]";

/// Bytes of a body that a report may hold at most; the rest is cut off and the cut is said.
inline constexpr std::size_t longest_reported_body = 4096;

/// Whether a header, parameter or field of this name holds a secret: Authorization, Cookie, anything with
/// "password", "token", "secret", "email", "key", "session", "webhook" in it, in any spelling
/// (case, '-', '_', '.' and spaces do not count).
bool is_secret_name(std::string_view name);

/// Masks what looks like a secret wherever it stands in a text: bearer and basic credentials, JSON Web
/// Tokens, e-mail addresses, webhook addresses, user and password of a URL, long random-looking words, and
/// the value after a secret name ("password=...", "\"refreshToken\":\"...\"").
std::string redact_text(std::string_view text);

/// Gives each value that redact_text() would mask for the secret name before it.
void for_each_named_secret(std::string_view text, const std::function<void(std::string_view)>& take);

/// The value of a header as it may be reported.
std::string redact_header(std::string_view name, std::string_view value);

/// A path with query, or a query alone: values of secret names are masked, the others go through redact_text.
std::string redact_target(std::string_view target);

/// A request body as it may be reported, by its content type: JSON (field by field, also when broken), forms,
/// multipart (only names, types and sizes of the parts), other text; everything else is described by type and
/// size. Never longer than longest_reported_body plus a short sentence.
std::string redact_body(std::string_view content_type, std::string_view body);

}  // namespace trainingzip::incident
