#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace trainingzip::api {

/// Limits how often one web::client_network() can find out within a minute whether an id or a nickname is
/// taken, by whatever endpoint. Kept in memory only. Thread-safe.
class NameCheckLimit {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    explicit NameCheckLimit(int per_minute) : per_minute_(per_minute) {}

    /// Throws Failure(too_many_attempts) with Retry-After.
    void take(std::string_view address, TimePoint now);

  private:
    const int per_minute_;
    std::mutex mutex_;
    TimePoint minute_began_;
    std::map<std::string, int, std::less<>> taken_;
};

}  // namespace trainingzip::api
