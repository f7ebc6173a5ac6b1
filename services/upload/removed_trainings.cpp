#include "upload/removed_trainings.h"

#include <soci/soci.h>

#include "upload/removed_trainings_sql.h"

namespace trainingzip::upload {

namespace {

using soci::use;

/// Leases are renewed between two calls, so one call must not take long.
constexpr std::chrono::seconds longest_sweep(1);

}  // namespace

RemovedTrainings::RemovedTrainings(database::Database& database, const storage::VideoStorage& storage,
                                   const Clock& clock, const Logger& logger, std::chrono::milliseconds settle,
                                   std::chrono::milliseconds retry)
    : database_(database),
      storage_(storage),
      clock_(clock),
      logger_(logger),
      settle_(settle),
      retry_(retry) {}

void RemovedTrainings::sweep() {
    const auto end = std::chrono::steady_clock::now() + longest_sweep;
    for (const Entry& entry : due()) {
        if (!remove_files(entry)) {
            set_next(entry, entry.sweeps, retry_);
        } else if (entry.sweeps == 0) {
            set_next(entry, 1, settle_);
        } else {
            forget(entry);
        }
        if (std::chrono::steady_clock::now() >= end) return;
    }
}

std::vector<RemovedTrainings::Entry> RemovedTrainings::due() {
    const std::int64_t now = to_unix_milliseconds(clock_.now());
    return database_.with_session([&](soci::session& session) {
        std::vector<Entry> found;
        const soci::rowset<soci::row> rows = (session.prepare << removed_trainings_sql::due, use(now, "now"));
        for (const soci::row& row : rows) found.push_back({row.get<long long>(0), row.get<long long>(1)});
        return found;
    });
}

bool RemovedTrainings::remove_files(const Entry& entry) {
    try {
        storage_.remove_training(entry.training_id);
        return true;
    } catch (const std::exception& error) {
        logger_.warning("files_not_removed", {{"training_id", entry.training_id}, {"reason", error.what()}});
        return false;
    }
}

void RemovedTrainings::set_next(const Entry& entry, std::int64_t sweeps, std::chrono::milliseconds wait) {
    const std::int64_t sweep_at = to_unix_milliseconds(clock_.now() + wait);
    database_.in_transaction([&](soci::session& session) {
        session << removed_trainings_sql::set_next, use(sweeps, "sweeps"), use(sweep_at, "sweep_at"),
            use(entry.training_id, "training");
    });
}

void RemovedTrainings::forget(const Entry& entry) {
    database_.in_transaction([&](soci::session& session) {
        session << removed_trainings_sql::forget, use(entry.training_id, "training");
    });
    logger_.info("removed_training_swept", {{"training_id", entry.training_id}});
}

}  // namespace trainingzip::upload
