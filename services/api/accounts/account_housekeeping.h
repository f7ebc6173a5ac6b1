#pragma once

#include <stop_token>
#include <thread>

#include "api/api_context.h"
#include "incident/job_watch.h"

namespace trainingzip::api {

/// Once a minute, in a thread of its own: removes sessions and tokens that have ended, makes the next signing
/// key and forgets those that no token needs. A fault is reported, and the next minute tries again.
class AccountHousekeeping {
  public:
    /// The context must outlive it.
    AccountHousekeeping(ApiContext& context, incident::JobWatch watch);

  private:
    void work(const std::stop_token& stop);

    ApiContext& context_;
    const incident::JobWatch watch_;
    std::jthread thread_;
};

}  // namespace trainingzip::api
