#pragma once

#include <stop_token>
#include <thread>

#include "api/api_context.h"

namespace trainingzip::api {

/// Once a minute, in a thread of its own: removes sessions and tokens that have ended, makes the next signing
/// key and forgets those that no token needs. A fault is logged, and the next minute tries again.
class AccountHousekeeping {
  public:
    /// The context must outlive it.
    explicit AccountHousekeeping(ApiContext& context);

  private:
    void work(const std::stop_token& stop);

    ApiContext& context_;
    std::jthread thread_;
};

}  // namespace trainingzip::api
