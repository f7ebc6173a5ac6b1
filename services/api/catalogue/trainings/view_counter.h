#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "auth/principal.h"
#include "database/database.h"
#include "web/request.h"

namespace trainingzip::api {

/// Counts a view of a training once for each viewer within a window of time, exactly, also for concurrent
/// requests and several servers. A viewer is a user, or for visitors address and browser, of which only a
/// hash is stored, with a salt for each day (UTC) that is deleted once no window reaches into that day.
/// Thread-safe.
class ViewCounter {
  public:
    /// The database must outlive it.
    ViewCounter(database::Database& database, std::chrono::milliseconds window)
        : database_(database), window_(window.count()) {}

    /// Whether this view was counted. now: Unix milliseconds.
    bool count(std::int64_t training_id, const web::Request& request, const auth::Principal* caller,
               std::int64_t now);

    /// Removes what is no longer in any window. now: Unix milliseconds.
    void forget_old(std::int64_t now);

  private:
    struct Salt {
        std::int64_t day;  ///< Since 1970.
        std::string text;
    };

    std::vector<std::string> names(const web::Request& request, const auth::Principal* caller,
                                   std::int64_t now);
    std::vector<Salt> salts(std::int64_t now);
    std::vector<Salt> load_salts(std::int64_t first_day, std::int64_t today);

    database::Database& database_;
    const std::int64_t window_;  ///< Milliseconds.
    std::mutex mutex_;
    std::vector<Salt> salts_;  ///< Newest first.
};

/// The name under which views of a user are kept.
std::string viewer_name(std::int64_t user_id);

}  // namespace trainingzip::api
