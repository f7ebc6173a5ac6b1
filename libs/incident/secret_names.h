#pragma once

#include <string>
#include <string_view>

namespace trainingzip::incident {

/// Whether a header, parameter or field of this name holds a secret: a name that contains a telling word
/// ("password", "token", "cookie", "email", "webhook", "비밀번호", ...), or that is a short one as a whole
/// ("pass", "pin"). Case, '-', '_', '.', spaces and percent-encoding do not count.
bool is_secret_name(std::string_view name);

/// A regular expression (RE2) for such a name within a text, also where letters of it are percent-encoded,
/// once or more often, or escaped as in JSON ("\u0070assword").
std::string secret_name_pattern();

/// Decodes percent-encoding and '+' repeatedly, until nothing changes; invalid sequences are kept.
std::string percent_decoded(std::string_view text);

}  // namespace trainingzip::incident
