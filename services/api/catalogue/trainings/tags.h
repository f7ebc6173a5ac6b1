#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/json_body.h"

namespace soci {
class session;
}

namespace trainingzip::api {

inline constexpr std::size_t most_tags = 10;

/// A tag in its stored form: without a leading '#', in lower case (ASCII), composed (NFC), white space
/// replaced by '-'. Empty if invalid: valid are 1 to 30 letters, digits, '-' and '_', anything beyond ASCII
/// counting as letters, with at least one visible character.
std::string normal_tag(std::string_view text);

/// `field`: a list of at most most_tags tags; each is there once in what is given back.
std::vector<std::string> read_tags(web::BodyFields& fields, std::string_view field);

/// In the order of the alphabet.
std::vector<std::string> find_tags(soci::session& session, std::int64_t training_id);
/// Replaces the tags. Needs an open transaction.
void replace_tags(soci::session& session, std::int64_t training_id, const std::vector<std::string>& tags);

}  // namespace trainingzip::api
