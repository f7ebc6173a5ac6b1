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

/// What a client sends to show that it has worked: the token of the challenge and a number for each puzzle.
struct WorkProof {
    std::string token;
    Nonces nonces{};
};

/// Bounds how fast accounts are made from one place: a few are free in the window, for each address
/// (web::client_network()) and for each network (web::wide_network()); the more come beyond them, the more
/// work each takes. Whoever does not want to work waits. Nobody is refused for good, since a school or a
/// provider may stand behind an address. Counts are in the database, as hashes, so that they hold over
/// restarts and over several servers. Safe to use from several threads.
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

    /// Where a sign-up comes from.
    struct Place {
        std::string address;  ///< Both are hashes.
        std::string network;
    };
    Place place_of(const web::Request& request) const;

    /// What is missing for one more account.
    struct Demand {
        int work_bits;
        int free_after_seconds;  ///< When it could be made without work.
    };

    /// nullopt when an account may be made now: it is free, or the proof is good for it. A proof is good for
    /// one account, from the network that the challenge was given to; it may ask for somewhat less work than
    /// would be asked for by now, since others sign up while a client works.
    std::optional<Demand> demand(soci::session& session, const Place& place,
                                 const std::optional<WorkProof>& proof, UtcTime now) const;

    /// Keeps in mind that an account was made. In the transaction that makes it, after demand().
    void count(soci::session& session, const Place& place, const std::optional<WorkProof>& proof,
               UtcTime now) const;

    /// 429 with Retry-After and a new challenge.
    web::Response refuse(const web::Request& request, const Place& place, const Demand& demand,
                         UtcTime now) const;

    void forget_old(database::Database& database, UtcTime now) const;

  private:
    /// The challenge that the proof solves; nullopt when it solves none of ours.
    std::optional<Challenge> solved(const Place& place, const std::optional<WorkProof>& proof,
                                    UtcTime now) const;

    const Settings settings_;
    const auth::SecretKey& key_;
};

}  // namespace trainingzip::api
