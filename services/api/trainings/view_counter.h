#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "auth/principal.h"
#include "data/database.h"
#include "web/request.h"

namespace trainingzip::api {

/// Counts a view of a training once for each viewer in a window of time, exactly, also when many come at once
/// and to several servers. A viewer is a user, or for visitors the address and the browser, of which only a
/// hash is kept, with a salt that is thrown away when its day (UTC) is over. Safe to use from several
/// threads.
class ViewCounter {
  public:
    /// The database must outlive it.
    ViewCounter(data::Database& database, std::chrono::milliseconds window)
        : database_(database), window_(window.count()) {}

    /// Whether this view was counted. now: Unix milliseconds.
    bool count(std::int64_t training_id, const web::Request& request, const auth::Principal* caller,
               std::int64_t now);

  private:
    std::string viewer(const web::Request& request, const auth::Principal* caller, std::int64_t now);
    std::string salt_of(std::int64_t day);
    void forget_old(std::int64_t now);

    data::Database& database_;
    const std::int64_t window_;  ///< Milliseconds.
    std::mutex mutex_;
    std::int64_t salt_day_ = -1;
    std::string salt_;
    std::int64_t forgotten_at_ = 0;
};

}  // namespace trainingzip::api
