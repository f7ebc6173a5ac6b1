#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "auth/es256.h"

namespace trainingzip::auth {

/// Public keys by key id.
using KeySet = std::map<std::string, Es256PublicKey, std::less<>>;

/// A JWK set (RFC 7517, 5) of P-256 keys for signatures; kid is the thumbprint.
std::string to_jwks(const std::vector<Es256PublicKey>& keys);

/// Entries of other kinds are passed over, as RFC 7517 asks. Throws std::runtime_error for text that is not
/// a JWK set.
KeySet parse_jwks(std::string_view text);

/// Replaces the file atomically and creates its folder. Throws std::system_error.
void write_jwks(const std::filesystem::path& path, const std::vector<Es256PublicKey>& keys);

}  // namespace trainingzip::auth
