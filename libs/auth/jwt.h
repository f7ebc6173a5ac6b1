#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "auth/es256.h"

namespace trainingzip::auth {

/// A parsed JWS in compact form (RFC 7515, 7.1). Nothing in it may be trusted before the signature is
/// verified.
struct ParsedToken {
    std::string algorithm;  ///< `alg`
    std::string type;       ///< `typ`, empty when absent
    std::string key_id;     ///< `kid`, empty when absent
    boost::json::object claims;
    std::string signed_text;  ///< The bytes that the signature covers.
    std::vector<std::uint8_t> signature;
};

/// Throws Failure(token_malformed) for what is not three parts of base64url, JSON objects of at most 8
/// levels in the first two, at most 4096 bytes, or has a `crit` header (we know no extension); and
/// Failure(token_signature_invalid) where only the end of the last part is not as an encoder leaves it.
ParsedToken parse_token(std::string_view text);

/// An ES256 token in compact form.
std::string make_token(const Es256PrivateKey& key, std::string_view type, const boost::json::object& claims);

}  // namespace trainingzip::auth
