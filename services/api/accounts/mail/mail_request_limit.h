#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "auth/secret_key.h"
#include "base/clock.h"
#include "base/config.h"
#include "database/database.h"

namespace trainingzip::api {

/// Limits how many mails are sent within a window to one e-mail address, and how many are asked for from one
/// address (web::client_network()) and from one network (web::wide_network()). Whether anybody has the e-mail
/// address makes no difference. Counters are in the database, as hashes, so that they survive restarts and
/// are shared between servers. Thread-safe.
class MailRequestLimit {
  public:
    struct Settings {
        std::chrono::seconds window{3600};
        int of_email = 5;
        int of_address = 20;
        int of_network = 60;

        /// Reads the keys mail_request... of the section.
        static Settings load(ConfigSection& section);
    };

    /// The key must outlive it.
    MailRequestLimit(Settings settings, const auth::SecretKey& key) : settings_(settings), key_(key) {}

    /// Counts one mail to this e-mail address, asked for by this client, in the transaction of the caller.
    /// Throws Failure(too_many_attempts) with Retry-After.
    void take(soci::session& session, std::string_view email, std::string_view client, UtcTime now) const;

    /// The same, but returns false instead of throwing.
    bool try_take(soci::session& session, std::string_view email, std::string_view client, UtcTime now) const;

    /// Counts one notice that nobody asked for, of this kind and to whom: an account or an e-mail address.
    /// False when there were as many within the window as one address may get. Mails that were asked for do
    /// not count: otherwise whoever asks for many would keep others from being told.
    bool try_take_notice(soci::session& session, std::string_view kind, std::string_view whom,
                         UtcTime now) const;

    void forget_old(database::Database& database, UtcTime now) const;

  private:
    struct Place {
        std::string email;  ///< All are hashes.
        std::string address;
        std::string network;
    };
    Place place_of(std::string_view email, std::string_view client) const;
    /// Seconds until one more is allowed; 0: now.
    int wait_of(soci::session& session, const Place& place, UtcTime now) const;
    int wait_after(std::int64_t full_since, UtcTime now) const;
    static void count(soci::session& session, const Place& place, UtcTime now);

    const Settings settings_;
    const auth::SecretKey& key_;
};

}  // namespace trainingzip::api
