#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace trainingzip::incident {

/// The replacement for a secret.
inline constexpr std::string_view mask = "[masked]";

/// Maximum bytes of a body in a report; the rest is cut off, and the report says so.
inline constexpr std::size_t longest_reported_body = 4096;

/// Masks what looks like a secret wherever it stands in a text, which need not be UTF-8: bearer and basic
/// credentials, JSON Web Tokens, e-mail addresses, webhook addresses, user and password of a URL, long
/// random-looking words, and the value after a secret name ("password=...", "\"refreshToken\":\"...\"", a
/// part of multipart, an element of XML), also percent-encoded or escaped several times. Of two possible
/// interpretations it takes the one that hides more.
std::string redact_text(std::string_view text);

/// Gives each value that redact_text() would mask for the secret name before it.
void for_each_named_secret(std::string_view text, const std::function<void(std::string_view)>& take);

/// The value of a header as it may be reported.
std::string redact_header(std::string_view name, std::string_view value);

/// A path with query, or a query alone: values of secret names are masked, the others go through redact_text.
std::string redact_target(std::string_view target);

/// The media type of a Content-Type field, in lower case, without parameters.
std::string media_type(std::string_view content_type);

/// A request body as it may be reported, by its content type: JSON (field by field, also when broken), forms,
/// multipart (only names, types and sizes of the parts), other text; everything else is described by type and
/// size. Never longer than longest_reported_body plus a short sentence.
std::string redact_body(std::string_view content_type, std::string_view body);

}  // namespace trainingzip::incident
