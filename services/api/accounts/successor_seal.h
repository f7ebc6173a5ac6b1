#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace trainingzip::api {

/// Encrypts the successor of a used refresh token for the holder of that token alone: AES-256-GCM with a
/// key derived from the secret id of the old token, of which the database has only the hash.

/// base64url of nonce, ciphertext and tag.
std::string seal_successor(std::string_view token_id, std::string_view successor);

/// nullopt if it was not sealed with this id.
std::optional<std::string> open_successor(std::string_view token_id, std::string_view sealed);

}  // namespace trainingzip::api
