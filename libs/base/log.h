#pragma once

#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace trainingzip {

enum class LogLevel { debug, info, warning, error };

/// "debug", "info", "warning" or "error"; throws std::invalid_argument for another word.
LogLevel parse_log_level(std::string_view word);

/// A named value of a log line. Text may come from a client: it is escaped, so it cannot forge a line.
struct LogField {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;

    LogField(std::string_view field, std::string_view text) : name(field), value(text) {}
    LogField(std::string_view field, const std::string& text) : name(field), value(std::string_view(text)) {}
    LogField(std::string_view field, const char* text) : name(field), value(std::string_view(text)) {}
    LogField(std::string_view field, bool flag) : name(field), value(flag) {}
    LogField(std::string_view field, double number) : name(field), value(number) {}
    template <std::integral Integer>
    requires(!std::same_as<Integer, bool>) LogField(std::string_view field, Integer number)
        : name(field), value(static_cast<std::int64_t>(number)) {}
};

/// Writes one JSON object a line: time, level, server, event, then the fields.
///
/// A cheap handle to a shared sink; thread-safe. Bytes that are not UTF-8 are written as U+FFFD.
class Logger {
  public:
    /// Lines below `level` are dropped. Writes to standard error.
    Logger(std::string server, LogLevel level);
    /// The stream must outlive every copy of the logger.
    Logger(std::string server, LogLevel level, std::ostream& stream);

    void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {}) const;

    void debug(std::string_view event, std::initializer_list<LogField> fields = {}) const {
        write(LogLevel::debug, event, fields);
    }
    void info(std::string_view event, std::initializer_list<LogField> fields = {}) const {
        write(LogLevel::info, event, fields);
    }
    void warning(std::string_view event, std::initializer_list<LogField> fields = {}) const {
        write(LogLevel::warning, event, fields);
    }
    void error(std::string_view event, std::initializer_list<LogField> fields = {}) const {
        write(LogLevel::error, event, fields);
    }

    const std::string& server() const;

  private:
    struct Sink;
    std::shared_ptr<Sink> sink_;
};

}  // namespace trainingzip
