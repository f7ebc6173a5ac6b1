#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string_view>

#include "auth/principal.h"
#include "auth/token_claims.h"
#include "base/clock.h"

namespace trainingzip::auth {

struct ParsedToken;

/// Checks tokens against the published keys (RFC 8725). Safe to use from several threads.
///
/// All checks throw Failure: token_malformed for what cannot be read; token_signature_invalid for another
/// algorithm than ES256, an unknown key or a wrong signature; token_wrong_kind for another type, issuer or
/// audience; token_expired outside the time of the token; unavailable while no keys are published yet.
class TokenVerifier {
  public:
    /// jwks is the file that the API server writes. For an unknown key id it is checked, and read when it is
    /// another one than was read last (inode, size or time of change), so that new keys are seen at once and
    /// made-up ids cost no reading; what looks the same is read again at most once in reread_interval. It is
    /// also read every minute, so that retired keys end. The clock must outlive it.
    TokenVerifier(std::filesystem::path jwks, const Clock& clock,
                  std::chrono::milliseconds reread_interval = std::chrono::seconds(1));
    ~TokenVerifier();
    TokenVerifier(const TokenVerifier&) = delete;
    TokenVerifier& operator=(const TokenVerifier&) = delete;

    Principal verify_access(std::string_view token) const;
    RefreshClaims verify_refresh(std::string_view token) const;
    /// Throws also token_wrong_kind when the ticket is for another training or another access mark.
    void verify_media_ticket(std::string_view ticket, std::int64_t training_id,
                             std::string_view access_mark) const;

    /// Rereads the keys immediately, for callers that have just changed them.
    void reread() const;

  private:
    ParsedToken verify(std::string_view token, std::string_view type, std::string_view audience) const;

    struct Keys;
    std::unique_ptr<Keys> keys_;
    const Clock& clock_;
};

}  // namespace trainingzip::auth
