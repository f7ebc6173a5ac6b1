#include "base/clock.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace trainingzip {

namespace {

struct CivilTime {
    std::chrono::year_month_day date;
    std::chrono::weekday weekday;
    std::chrono::hh_mm_ss<std::chrono::milliseconds> time_of_day;
};

CivilTime civil(UtcTime time) {
    const auto days = std::chrono::floor<std::chrono::days>(time);
    return {std::chrono::year_month_day(days), std::chrono::weekday(days),
            std::chrono::hh_mm_ss<std::chrono::milliseconds>(time - days)};
}

}  // namespace

UtcTime SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string to_iso8601(UtcTime time) {
    const auto [date, weekday, clock] = civil(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int(date.year()), unsigned(date.month()),
                       unsigned(date.day()), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count(), clock.subseconds().count());
}

std::string to_http_date(UtcTime time) {
    static constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto [date, weekday, clock] = civil(time);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[weekday.c_encoding()],
                       unsigned(date.day()), months[unsigned(date.month()) - 1], int(date.year()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::int64_t to_unix_milliseconds(UtcTime time) {
    return time.time_since_epoch().count();
}

UtcTime from_unix_milliseconds(std::int64_t milliseconds) {
    return UtcTime(std::chrono::milliseconds(milliseconds));
}

}  // namespace trainingzip
