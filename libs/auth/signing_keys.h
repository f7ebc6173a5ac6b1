#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "auth/es256.h"
#include "base/clock.h"

namespace trainingzip::auth {

/// A private key and the moment from which it signs, until the next one does.
struct SigningKey {
    Es256PrivateKey key;
    UtcTime signs_from;
};

/// What an operator sees of a key. Without a successor it does not expire: signs_until is UtcTime::max().
struct SigningKeyState {
    std::string id;  ///< `kid` of its tokens.
    UtcTime signs_from;
    UtcTime signs_until;
    bool signs_now = false;
};

/// The private keys of the API server: one signs, the next one is published already, and those that signed
/// before stay published for as long as a token of theirs may live. Safe to use from several threads.
///
/// They are kept in one file (mode 0600), PEM blocks each after a line "Signs-From: SECONDS since 1970" (text
/// between blocks: RFC 7468, 5.2); a block without that line signs from the beginning. The public halves are
/// written to a JWK set whenever they change, before a new key signs.
class SigningKeys {
  public:
    struct Settings {
        std::filesystem::path file;     ///< Made where it does not exist.
        std::filesystem::path jwks;     ///< Public halves.
        std::chrono::seconds period;    ///< How long a key signs.
        std::chrono::seconds kept_for;  ///< The longest life of a token.
    };

    /// Reads the keys, makes those that are missing and publishes them. The clock must outlive it. Throws
    /// ConfigError for a file that holds anything but P-256 keys, std::system_error when one cannot be
    /// written.
    SigningKeys(Settings settings, const Clock& clock);

    /// The key that signs at this moment.
    Es256PrivateKey current() const;
    std::vector<Es256PublicKey> published() const;
    /// Oldest first.
    std::vector<SigningKeyState> states() const;

    /// Makes the next key when there is none and forgets keys whose tokens have all ended. True when anything
    /// changed. Throws as the constructor.
    bool maintain();

    /// Lets the next key sign from now on. Throws Failure(signing_key_in_use) when 16 keys are kept.
    void rotate();

    /// Forgets a key at once; its tokens are not ours any more. Throws Failure(signing_key_not_found), and
    /// Failure(signing_key_in_use) for the one that signs.
    void retire(std::string_view id);

  private:
    using Keys = std::vector<SigningKey>;

    static std::size_t current_of(const Keys& keys, UtcTime now);
    Keys with_next(Keys keys) const;
    void save(Keys keys);

    const Settings settings_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    Keys keys_;
};

}  // namespace trainingzip::auth
