#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace trainingzip::web {

/// A minimum transfer rate.
struct MinimumRate {
    std::uint64_t bytes_per_second = 1024;
    std::chrono::milliseconds window{30'000};
};

/// Enforces a minimum transfer rate over a sliding window: the last bytes_per_second × window bytes must have
/// been transferred within the window, however many came before. Only time spent waiting for the peer counts,
/// not our own delays. Memory is bounded.
class RateWindow {
  public:
    using Duration = std::chrono::steady_clock::duration;

    explicit RateWindow(const MinimumRate& minimum);

    /// `bytes` (possibly 0) were transferred after waiting this long.
    void add(Duration waited, std::uint64_t bytes);
    /// How much longer the next byte may be waited for; 0 or less when it has been too slow already.
    Duration remaining_time() const;
    /// All time spent waiting.
    Duration waited() const { return now_; }

  private:
    /// Bytes that moved about the same time.
    struct Mark {
        Duration first;
        Duration last;
        std::uint64_t total;  ///< Moved up to the end of these.
    };

    Duration window_;
    std::uint64_t needed_;
    Duration now_{};
    std::uint64_t total_ = 0;
    std::deque<Mark> marks_;
};

}  // namespace trainingzip::web
