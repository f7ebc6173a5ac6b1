#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "auth/es256.h"
#include "auth/principal.h"
#include "auth/token_claims.h"
#include "base/clock.h"

namespace trainingzip::auth {

/// Makes tokens. Only the API server has one, and with it the private key.
class TokenSigner {
  public:
    /// Gives the key that signs at this moment.
    using CurrentKey = std::function<Es256PrivateKey()>;

    /// The clock must outlive the signer.
    TokenSigner(CurrentKey current_key, std::chrono::seconds access_lifetime, const Clock& clock);

    /// Valid from now for the access lifetime. Type at+jwt (RFC 9068).
    std::string access_token(const Principal& principal) const;
    std::string refresh_token(const RefreshClaims& claims) const;
    /// Lets whoever has it play one training for some time, as long as the training's access mark is this
    /// one.
    std::string media_ticket(std::int64_t training_id, std::string_view access_mark,
                             std::chrono::seconds lifetime) const;

  private:
    CurrentKey current_key_;
    std::chrono::seconds access_lifetime_;
    const Clock& clock_;
};

}  // namespace trainingzip::auth
