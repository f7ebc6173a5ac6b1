#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>

#include "base/config.h"

namespace trainingzip::api {

/// Limits how often one person gets an export within an hour, and how many are made at once. Kept in memory
/// only. Thread-safe.
class ExportLimit {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Settings {
        int per_hour = 10;
        int at_once = 2;

        static Settings load(ConfigSection& section);
    };

    /// The place of an export that is being made; it is free again with the end of this object.
    class Place {
      public:
        explicit Place(ExportLimit& limit) : limit_(&limit) {}
        ~Place() { limit_->free_place(); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

      private:
        ExportLimit* limit_;
    };

    explicit ExportLimit(const Settings& settings) : settings_(settings) {}

    /// Throws Failure(too_many_attempts) when this person has had enough, else Failure(unavailable)
    /// when too many are being made, which does not count; both with Retry-After.
    Place take(std::int64_t user_id, TimePoint now);

  private:
    struct Hour {
        TimePoint began;
        int taken = 0;
    };

    void free_place();
    void forget_old(TimePoint now);

    const Settings settings_;
    std::mutex mutex_;
    int being_made_ = 0;
    std::map<std::int64_t, Hour> hours_;
};

}  // namespace trainingzip::api
