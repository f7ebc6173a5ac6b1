#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace trainingzip::api {

/// Limits how many errors of pages are accepted within a minute, from one web::client_network() and in
/// total. Thread-safe.
class PageErrorLimit {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;
    static constexpr int of_one_address = 10;
    static constexpr int of_all = 100;
    static constexpr std::size_t of_all_kinds = 20;

    /// Throws Failure(too_many_attempts) with Retry-After.
    void take(std::string_view address, TimePoint now);

    /// Whether this fault may have a report of its own. Anybody can send errors that are all different, so
    /// there are at most `of_all_kinds` within ten minutes.
    bool is_known_kind(const std::string& fingerprint, TimePoint now);

  private:
    std::mutex mutex_;
    TimePoint minute_began_;
    int taken_ = 0;
    TimePoint kinds_began_;
    std::set<std::string> kinds_;
    std::map<std::string, int, std::less<>> taken_of_network_;
};

}  // namespace trainingzip::api
