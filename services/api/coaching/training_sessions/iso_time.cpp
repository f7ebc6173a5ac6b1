#include "api/coaching/training_sessions/iso_time.h"

#include <charconv>
#include <chrono>

namespace trainingzip::api {
namespace {

constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";

bool has_shape(std::string_view text) {
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == 'd' ? !digit : text[i] != shape[i]) return false;
    }
    return true;
}

int number(std::string_view text, std::size_t at, std::size_t digits) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + digits, value);
    return value;
}

/// ".012Z" or "Z"; -1 for something else.
int milliseconds_of(std::string_view end) {
    if (end == "Z") return 0;
    if (end.size() != 5 || end.front() != '.' || end.back() != 'Z') return -1;
    for (const char c : end.substr(1, 3)) {
        if (c < '0' || c > '9') return -1;
    }
    return number(end, 1, 3);
}

}  // namespace

std::optional<std::int64_t> parse_iso_time(std::string_view text) {
    if (text.size() <= shape.size() || !has_shape(text)) return std::nullopt;
    const int milliseconds = milliseconds_of(text.substr(shape.size()));
    const std::chrono::year_month_day date(std::chrono::year(number(text, 0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(text, 5, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(text, 8, 2))));
    const int hour = number(text, 11, 2);
    const int minute = number(text, 14, 2);
    const int second = number(text, 17, 2);
    if (milliseconds < 0 || !date.ok() || date.year() < std::chrono::year(1970) || hour > 23 || minute > 59 ||
        second > 59) {
        return std::nullopt;
    }
    const std::chrono::sys_time<std::chrono::milliseconds> time =
        std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
        std::chrono::seconds(second) + std::chrono::milliseconds(milliseconds);
    return time.time_since_epoch().count();
}

}  // namespace trainingzip::api
