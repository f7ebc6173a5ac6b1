#pragma once

#include <optional>

#include "api/accounts/sign_up_limit.h"
#include "web/json_body.h"

namespace trainingzip::api {

/// `proof`: {token, nonces}, or absent. Records an error unless the token is 1 to 200 characters of
/// base64url and dots, and there is one whole number from 0 to 2^53 - 1 for each puzzle. Does not verify
/// the proof.
std::optional<WorkProof> read_proof(web::BodyFields& fields);

}  // namespace trainingzip::api
