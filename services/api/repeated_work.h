#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>

#include "base/log.h"
#include "incident/job_watch.h"

namespace trainingzip::api {

/// Work that is done at the start and then again and again, in a thread of its own, until the object ends. A
/// fault is reported, and the next round tries again; what the work expected to happen, as that the database
/// is away, is logged only.
class RepeatedWork {
  public:
    /// name: as reports and the log name it. What `round` uses must outlive the object.
    RepeatedWork(const std::string& name, std::chrono::milliseconds between_rounds, incident::JobWatch watch,
                 Logger logger, std::function<void()> round);

  private:
    void work(const std::stop_token& stop) const;

    const incident::WatchedJob job_;
    const std::chrono::milliseconds between_rounds_;
    const incident::JobWatch watch_;
    const Logger logger_;
    const std::function<void()> round_;
    std::jthread thread_;
};

}  // namespace trainingzip::api
