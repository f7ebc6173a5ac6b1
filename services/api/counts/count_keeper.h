#pragma once

#include <chrono>
#include <stop_token>
#include <thread>

#include "base/log.h"
#include "data/database.h"
#include "incident/job_watch.h"

namespace trainingzip::api {

/// Adds up the changes of lists, at start and then again and again, in a thread of its own. A fault is
/// reported, and the next round tries again.
class CountKeeper {
  public:
    /// The database must outlive it.
    CountKeeper(std::chrono::milliseconds between_rounds, data::Database& database, incident::JobWatch watch,
                Logger logger);

  private:
    void work(const std::stop_token& stop);

    const std::chrono::milliseconds between_rounds_;
    data::Database& database_;
    const incident::JobWatch watch_;
    const Logger logger_;
    std::jthread thread_;
};

}  // namespace trainingzip::api
