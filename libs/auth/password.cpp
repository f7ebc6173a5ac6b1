#include "auth/password.h"

#include <argon2.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "base/error.h"
#include "base/ids.h"

namespace trainingzip::auth {
namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::size_t tag_bytes = 32;

std::string prefix_of(const PasswordSettings& settings) {
    return "$argon2id$v=19$m=" + std::to_string(settings.memory_kibibytes) +
           ",t=" + std::to_string(settings.passes) + ",p=" + std::to_string(settings.lanes) + "$";
}

}  // namespace

PasswordSettings PasswordSettings::load(ConfigSection& section) {
    PasswordSettings settings;
    // The lower bounds are the weakest row of the cheat sheet.
    settings.memory_kibibytes =
        static_cast<std::uint32_t>(section.integer("password_memory_kibibytes", 7'168, 4'194'304));
    settings.passes = static_cast<std::uint32_t>(section.integer("password_passes", 1, 64));
    settings.lanes = static_cast<std::uint32_t>(section.integer("password_lanes", 1, 64));
    settings.at_once = static_cast<int>(section.integer("passwords_at_once", 1, 64));
    settings.wait = section.seconds("password_wait_seconds");
    return settings;
}

/// One of the hashes that may run at once.
class PasswordHasher::Turn {
  public:
    explicit Turn(const PasswordHasher& hasher) : turns_(hasher.turns_) {
        if (!turns_.try_acquire_for(hasher.settings_.wait)) {
            throw Failure(ErrorCode::unavailable, "too many passwords at once").with_retry_after(2);
        }
        ++hasher.computed_;
    }
    ~Turn() { turns_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    std::counting_semaphore<>& turns_;
};

PasswordHasher::PasswordHasher(PasswordSettings settings)
    : settings_(settings), turns_(settings.at_once), nobodys_hash_(hash(random_token(16))) {}

std::string PasswordHasher::hash(std::string_view password) const {
    std::array<unsigned char, salt_bytes> salt{};
    if (RAND_bytes(salt.data(), salt.size()) != 1) throw std::runtime_error("no random bytes");
    std::vector<char> encoded(argon2_encodedlen(settings_.passes, settings_.memory_kibibytes, settings_.lanes,
                                                salt_bytes, tag_bytes, Argon2_id));
    const Turn turn(*this);
    const int result = argon2id_hash_encoded(settings_.passes, settings_.memory_kibibytes, settings_.lanes,
                                             password.data(), password.size(), salt.data(), salt.size(),
                                             tag_bytes, encoded.data(), encoded.size());
    if (result != ARGON2_OK) throw std::runtime_error(std::string("argon2: ") + argon2_error_message(result));
    return encoded.data();
}

bool PasswordHasher::verify(std::string_view hash, std::string_view password) const {
    const Turn turn(*this);
    return argon2id_verify(std::string(hash).c_str(), password.data(), password.size()) == ARGON2_OK;
}

void PasswordHasher::verify_dummy(std::string_view password) const {
    verify(nobodys_hash_, password);
}

bool PasswordHasher::needs_rehash(std::string_view hash) const {
    return !hash.starts_with(prefix_of(settings_));
}

}  // namespace trainingzip::auth
