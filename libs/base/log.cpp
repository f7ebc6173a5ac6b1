#include "base/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cmath>
#include <stdexcept>

#include "base/clock.h"
#include "base/encoding.h"

namespace trainingzip {

struct Logger::Sink {
    std::string server;
    spdlog::logger output;
};

namespace {

constexpr std::string_view level_name(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return "debug";
        case LogLevel::info:
            return "info";
        case LogLevel::warning:
            return "warning";
        case LogLevel::error:
            return "error";
    }
    return "error";
}

constexpr spdlog::level::level_enum to_spdlog(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return spdlog::level::debug;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

/// The first character of the text if it ends a line, moves a terminal's cursor or changes the writing
/// direction, although JSON does not require it to be escaped (C1 controls, U+2028 to U+202E, U+2066 to
/// U+2069); otherwise 0.
unsigned misleading_character(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    if (byte(0) == 0xC2 && byte(1) < 0xA0) return byte(1);
    if (byte(0) != 0xE2) return 0;
    const unsigned character = 0x2000U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    const bool misleads =
        (character >= 0x2028 && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    return misleads ? character : 0;
}

void append_text(std::string& line, std::string_view text) {
    const bool valid = is_valid_utf8(text);
    line += '"';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char character = text[i];
        const auto byte = static_cast<unsigned char>(character);
        const unsigned misleading = valid && byte >= 0x80 ? misleading_character(text.substr(i)) : 0;
        if (misleading != 0) {
            line += fmt::format("\\u{:04x}", misleading);
            i += misleading < 0x100 ? 1 : 2;
        } else if (character == '"' || character == '\\') {
            line += '\\';
            line += character;
        } else if (byte < 0x20 || byte == 0x7F) {
            line += fmt::format("\\u{:04x}", byte);
        } else if (byte >= 0x80 && !valid) {
            line += "\\ufffd";
        } else {
            line += character;
        }
    }
    line += '"';
}

void append_value(std::string& line, const LogField& field) {
    if (const auto* text = std::get_if<std::string_view>(&field.value))
        append_text(line, *text);
    else if (const auto* number = std::get_if<std::int64_t>(&field.value))
        line += fmt::to_string(*number);
    else if (const auto* real = std::get_if<double>(&field.value))
        line += std::isfinite(*real) ? fmt::format("{:.6g}", *real) : "null";
    else
        line += std::get<bool>(field.value) ? "true" : "false";
}

spdlog::logger make_output(spdlog::sink_ptr sink, LogLevel level) {
    spdlog::logger output("trainingzip", std::move(sink));
    output.set_pattern("%v");
    output.set_level(to_spdlog(level));
    output.flush_on(spdlog::level::debug);
    return output;
}

}  // namespace

LogLevel parse_log_level(std::string_view word) {
    for (const LogLevel level : {LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error})
        if (word == level_name(level)) return level;
    throw std::invalid_argument(fmt::format("'{}' is not a log level (debug, info, warning, error)", word));
}

Logger::Logger(std::string server, LogLevel level)
    : sink_(std::make_shared<Sink>(
          Sink{std::move(server), make_output(std::make_shared<spdlog::sinks::stderr_sink_mt>(), level)})) {}

Logger::Logger(std::string server, LogLevel level, std::ostream& stream)
    : sink_(std::make_shared<Sink>(Sink{
          std::move(server), make_output(std::make_shared<spdlog::sinks::ostream_sink_mt>(stream), level)})) {
}

void Logger::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) const {
    if (!sink_->output.should_log(to_spdlog(level))) return;
    std::string line = fmt::format(R"({{"time":"{}","level":"{}","server":)", to_iso8601(SystemClock().now()),
                                   level_name(level));
    append_text(line, sink_->server);
    line += R"(,"event":)";
    append_text(line, event);
    for (const LogField& field : fields) {
        line += ',';
        append_text(line, field.name);
        line += ':';
        append_value(line, field);
    }
    line += '}';
    sink_->output.log(to_spdlog(level), spdlog::string_view_t(line.data(), line.size()));
}

const std::string& Logger::server() const {
    return sink_->server;
}

}  // namespace trainingzip
