#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "api/accounts/proof_of_work.h"
#include "auth/secret_key.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/error.h"
#include "database/database.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// The solution of a challenge: its token and a number for each puzzle.
struct WorkProof {
    std::string token;
    Nonces nonces{};
};

/// Limits how fast accounts are created from one place: a few are free within the window, for each address
/// (web::client_network()) and for each network (web::wide_network()); each further one requires more proof
/// of work than the last. Whoever does not want to work can wait. Nobody is refused for good, since a
/// school or a provider may be behind one address. Counters are in the database, as hashes, so that they
/// survive restarts and are shared between servers. Thread-safe.
class SignUpLimit {
  public:
    struct Settings {
        std::chrono::seconds window{3600};
        int free_of_address = 5;
        int free_of_network = 20;
        int least_work_bits = 16;          ///< For the first beyond the free ones.
        int most_work_bits = 24;           ///< However many come.
        int sign_ups_for_another_bit = 8;  ///< So many further ones double the work.
        std::chrono::seconds challenge_lifetime{600};

        /// Reads the keys sign_up_... of the section.
        static Settings load(ConfigSection& section);
    };

    /// The key must outlive it.
    SignUpLimit(Settings settings, const auth::SecretKey& key) : settings_(settings), key_(key) {}

    /// The address and network of a sign-up.
    struct Place {
        std::string address;  ///< Both are hashes.
        std::string network;
    };
    Place place_of(const web::Request& request) const;

    /// What is required for one more account.
    struct Demand {
        int work_bits;
        int free_after_seconds;  ///< When it could be made without work.
    };

    /// nullopt if an account may be created now: it is free, or the proof suffices. A proof is valid for
    /// one account, from the network that the challenge was issued to; it may be for somewhat less work
    /// than is required by now, since others sign up while a client works.
    std::optional<Demand> demand(soci::session& session, const Place& place,
                                 const std::optional<WorkProof>& proof, UtcTime now) const;

    /// Records that an account was created. Call it in the transaction that creates it, after demand().
    void count(soci::session& session, const Place& place, const std::optional<WorkProof>& proof,
               UtcTime now) const;

    /// 429 with Retry-After and a new challenge.
    web::Response refuse(const web::Request& request, const Place& place, const Demand& demand,
                         UtcTime now) const;

    void forget_old(database::Database& database, UtcTime now) const;

  private:
    /// The challenge that the proof solves; nullopt if it solves none that was issued here.
    std::optional<Challenge> solved(const Place& place, const std::optional<WorkProof>& proof,
                                    UtcTime now) const;

    const Settings settings_;
    const auth::SecretKey& key_;
};

}  // namespace trainingzip::api
