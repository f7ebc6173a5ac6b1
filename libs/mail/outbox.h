#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/config.h"
#include "base/error.h"
#include "database/database.h"

namespace trainingzip::mail {

/// What to write to somebody. The mail itself is composed when it is sent, so that no secret in it is ever
/// stored.
struct Order {
    std::string kind;   ///< For logs too: "password_reset", ...
    std::string about;  ///< Whom it is for, as its composer understands it. Never logged.
    Language language = Language::korean;
};

/// An order that was claimed, to be sent now.
struct ClaimedOrder {
    std::int64_t id = 0;
    Order order;
    std::int64_t attempt = 1;  ///< This one, from 1.
    UtcTime expires_at;
};

/// The mails that wait to be sent: a bounded queue in the table `mails`, which survives a restart and which
/// several servers may share. Thread-safe.
class Outbox {
  public:
    struct Settings {
        std::int64_t most_waiting = 10'000;
        std::chrono::seconds lifetime{3600};  ///< How long a mail is worth sending.

        /// Reads mails_waiting_limit and mail_lifetime_seconds.
        static Settings load(ConfigSection& section);
    };

    /// The database must outlive it.
    Outbox(Settings settings, database::Database& database) : settings_(settings), database_(database) {}

    bool has_room(soci::session& session) const;
    /// Adds an order in the transaction of the caller. Throws Failure(unavailable) with Retry-After when too
    /// many wait.
    void add(soci::session& session, const Order& order, UtcTime now) const;

    /// The order that has waited longest; nobody else gets it until `lease` is over. nullopt when none is
    /// due.
    std::optional<ClaimedOrder> claim(UtcTime now, std::chrono::milliseconds lease) const;
    void postpone(std::int64_t id, UtcTime until) const;
    void remove(std::int64_t id) const;
    std::int64_t count_waiting() const;

  private:
    const Settings settings_;
    database::Database& database_;
};

}  // namespace trainingzip::mail
