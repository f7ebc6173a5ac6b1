#include "api/operations/incidents/incident_store.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "api/http/list_totals.h"
#include "api/operations/incidents/incidents_sql.h"
#include "base/clock.h"

namespace trainingzip::api {
namespace {

constexpr std::int64_t claim_lasts = 60'000;

/// A row as it is read, before its report is parsed.
struct Row {
    StoredIncident incident;
    std::string report;

    StoredIncident finished() const {
        StoredIncident result = incident;
        result.report = incident::parse_incident(report);
        return result;
    }
};

template <typename Statement>
auto into(Statement&& statement, Row& row) {
    StoredIncident& incident = row.incident;
    return std::forward<Statement>(statement), soci::into(incident.id), soci::into(row.report),
           soci::into(incident.occurrences), soci::into(incident.first_at), soci::into(incident.last_at),
           soci::into(incident.slack_state), soci::into(incident.resolved_at),
           soci::into(incident.resolved_by);
}

std::optional<StoredIncident> find_row(soci::session& session, std::int64_t id) {
    Row row;
    into(session << incidents_sql::select_one, row), soci::use(id, "id");
    if (!session.got_data()) return std::nullopt;
    return row.finished();
}

}  // namespace

void IncidentStore::add(const incident::Incident& incident, std::int64_t now) {
    const std::string report = incident::to_json(incident);
    const auto occurrences = static_cast<std::int64_t>(incident.count);
    const std::int64_t first_at = to_unix_milliseconds(incident.time);
    const std::int64_t window_ends_at = now + window_.count();
    const std::string slack_state = slack_ ? "waiting" : "off";
    database_.in_transaction([&](soci::session& session) {
        int received = 0;
        session << incidents_sql::count_receipts, soci::into(received), soci::use(incident.id, "report_id");
        if (received > 0) return;
        session << incidents_sql::insert_receipt, soci::use(incident.id, "report_id"), soci::use(now, "now");
        std::int64_t row = 0;
        session << incidents_sql::select_open_window, soci::into(row),
            soci::use(incident.fingerprint, "fingerprint"), soci::use(incident.server, "server"),
            soci::use(now, "now");
        if (session.got_data()) {
            session << incidents_sql::add_to_window, soci::use(occurrences, "occurrences"),
                soci::use(now, "last_at"), soci::use(row, "id");
            return;
        }
        session << incidents_sql::insert, soci::use(incident.id, "report_id"),
            soci::use(incident.fingerprint, "fingerprint"), soci::use(incident.server, "server"),
            soci::use(incident.kind, "kind"), soci::use(incident.type, "type"),
            soci::use(incident.message, "message"), soci::use(report, "report"),
            soci::use(occurrences, "occurrences"), soci::use(first_at, "first_at"), soci::use(now, "last_at"),
            soci::use(window_ends_at, "window_ends_at"), soci::use(slack_state, "slack_state"),
            soci::use(now, "now");
    });
}

std::int64_t IncidentStore::count(bool unresolved_only) {
    return database_.with_session([&](soci::session& session) {
        return list_total(session, {"incidents", unresolved_only ? std::optional("open") : std::nullopt});
    });
}

std::vector<StoredIncident> IncidentStore::list(const PageRequest& page, bool unresolved_only) {
    return database_.with_session([&](soci::session& session) {
        const std::int64_t offset = page.offset();
        const std::string sql = fmt::format(
            incidents_sql::select_page,
            fmt::arg("condition", unresolved_only ? incidents_sql::is_unresolved : incidents_sql::is_any),
            fmt::arg("order", page.order_by));
        Row row;
        soci::statement statement =
            (into(session.prepare << sql, row), soci::use(page.size, "limit"), soci::use(offset, "offset"));
        std::vector<StoredIncident> rows;
        statement.execute();
        while (statement.fetch()) rows.push_back(row.finished());
        return rows;
    });
}

std::optional<StoredIncident> IncidentStore::find(std::int64_t id) {
    return database_.with_session([&](soci::session& session) { return find_row(session, id); });
}

void IncidentStore::resolve(std::int64_t id, std::int64_t user, std::int64_t now) {
    database_.with_session([&](soci::session& session) {
        session << incidents_sql::resolve, soci::use(now, "now"), soci::use(user, "user"),
            soci::use(id, "id");
    });
}

std::optional<WaitingIncident> IncidentStore::claim_for_slack(std::int64_t now) {
    return database_.in_transaction([&](soci::session& session) -> std::optional<WaitingIncident> {
        const std::int64_t later = now + claim_lasts;
        std::int64_t id = 0;
        WaitingIncident waiting;
        session << incidents_sql::claim_for_slack, soci::into(id), soci::into(waiting.attempts),
            soci::use(later, "later"), soci::use(now, "now");
        if (!session.got_data()) return std::nullopt;
        session << incidents_sql::select_previous_occurrences, soci::into(waiting.occurrences_before),
            soci::use(id, "id");
        waiting.incident = find_row(session, id).value();
        return waiting;
    });
}

std::int64_t IncidentStore::count_waiting_for_slack() {
    return database_.with_session([](soci::session& session) {
        std::int64_t total = 0;
        session << incidents_sql::count_waiting_for_slack, soci::into(total);
        return total;
    });
}

void IncidentStore::mark_sent(std::int64_t id) {
    database_.with_session(
        [&](soci::session& session) { session << incidents_sql::mark_sent, soci::use(id, "id"); });
}

void IncidentStore::postpone(std::int64_t id, std::int64_t until) {
    database_.with_session([&](soci::session& session) {
        session << incidents_sql::postpone, soci::use(until, "next"), soci::use(id, "id");
    });
}

void IncidentStore::forget_before(std::int64_t oldest) {
    database_.in_transaction([&](soci::session& session) {
        session << incidents_sql::delete_old_settled, soci::use(oldest, "oldest");
        session << incidents_sql::delete_old_receipts, soci::use(oldest, "oldest");
    });
}

}  // namespace trainingzip::api
