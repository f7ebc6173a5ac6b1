#pragma once

#include <chrono>
#include <string>

namespace trainingzip {

/// A point in time, UTC, milliseconds.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// The source of the current time for a server; tests can set it.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual UtcTime now() const = 0;
};

class SystemClock final : public Clock {
  public:
    UtcTime now() const override;
};

/// "2026-01-31T09:05:07.012Z" (ISO 8601, UTC).
std::string to_iso8601(UtcTime time);

/// "Sat, 31 Jan 2026 09:05:07 GMT" (RFC 9110, 5.6.7), independent of the locale.
std::string to_http_date(UtcTime time);

/// Milliseconds since 1970 UTC, the form kept in the database.
std::int64_t to_unix_milliseconds(UtcTime time);
UtcTime from_unix_milliseconds(std::int64_t milliseconds);

}  // namespace trainingzip
