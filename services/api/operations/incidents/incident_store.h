#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/http/paging.h"
#include "database/database.h"
#include "incident/incident.h"

namespace trainingzip::api {

/// A row: equal faults of one server within one time window.
struct StoredIncident {
    std::int64_t id = 0;
    incident::Incident report;  ///< The first of them.
    std::int64_t occurrences = 0;
    std::int64_t first_at = 0;  ///< Unix milliseconds, as all times here.
    std::int64_t last_at = 0;
    std::string slack_state;        ///< "off", "waiting" or "sent".
    std::int64_t resolved_at = -1;  ///< -1: not yet.
    std::int64_t resolved_by = -1;  ///< User id.
};

/// A report that is to be sent now.
struct WaitingIncident {
    StoredIncident incident;
    std::int64_t attempts = 1;            ///< With this one.
    std::int64_t occurrences_before = 0;  ///< In the window before, 0 when there was none.
};

/// The table of incidents. Thread-safe; the database must outlive it.
class IncidentStore {
  public:
    /// With `slack`, new rows wait to be sent there.
    IncidentStore(database::Database& database, std::chrono::milliseconds window, bool slack)
        : database_(database), window_(window), slack_(slack) {}

    /// Adds to the row of the same fault within the window, or makes a new one. A report that was added
    /// before, by its id, changes nothing: the sender may not have heard the answer.
    void add(const incident::Incident& incident, std::int64_t now);

    std::int64_t count(bool unresolved_only);
    std::vector<StoredIncident> list(const PageRequest& page, bool unresolved_only);
    std::optional<StoredIncident> find(std::int64_t id);
    void resolve(std::int64_t id, std::int64_t user, std::int64_t now);

    /// Claims the oldest report that waits to be sent. Unless mark_sent() or postpone() follows, it is
    /// returned again after a minute.
    std::optional<WaitingIncident> claim_for_slack(std::int64_t now);
    /// Reports that Slack has not taken yet.
    std::int64_t count_waiting_for_slack();
    void mark_sent(std::int64_t id);
    void postpone(std::int64_t id, std::int64_t until);

    /// Removes reports that were resolved before that time, and the ids of reports received before it.
    void forget_before(std::int64_t oldest);

  private:
    database::Database& database_;
    const std::chrono::milliseconds window_;
    const bool slack_;
};

}  // namespace trainingzip::api
