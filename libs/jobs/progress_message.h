#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace trainingzip::jobs {

/// The types of messages that every reader knows. The programs that decode videos and pictures have a few of
/// their own besides.
namespace message_type {
inline constexpr std::string_view accepted = "accepted";
inline constexpr std::string_view progress = "progress";
inline constexpr std::string_view people = "people";
inline constexpr std::string_view poses = "poses";
inline constexpr std::string_view done = "done";
inline constexpr std::string_view failed = "failed";
}  // namespace message_type

/// The message of type "failed". The detail is for the log.
boost::json::object failure_message(ErrorCode code, std::string_view detail);

/// One message of a progress stream, read: what a sandboxed program, the pose server or the shape server
/// tells of its work, one JSON object a line. The messages are listed at ProgressWriter.
class ProgressMessage {
  public:
    /// `line` without its line feed. Throws Failure(processing_failed) for what is not a JSON object with a
    /// text `type`.
    explicit ProgressMessage(std::string_view line);

    std::string_view type() const { return type_; }
    bool has(std::string_view name) const { return object_.contains(name); }
    /// A whole number from 0 on. Throws Failure(processing_failed) when the field is absent or anything else.
    std::int64_t integer(std::string_view name) const;
    /// The same; 0 when the field is absent.
    std::int64_t integer_or_zero(std::string_view name) const;
    /// A finite number from 0 on. Throws as integer().
    double number(std::string_view name) const;
    /// Throws as integer().
    std::string text(std::string_view name) const;
    /// nullptr when the field is absent. Belongs to the message.
    const boost::json::value* find(std::string_view name) const { return object_.if_contains(name); }

    /// For "failed": throws the Failure that the sender reports.
    [[noreturn]] void throw_failure() const;
    /// For "failed" of a sandboxed program, which a hostile file may have taken over: only errors about the
    /// file or the space for it are believed, every other code becomes processing_failed.
    [[noreturn]] void throw_failure_of_file() const;

  private:
    ErrorCode error_code() const;

    boost::json::object object_;
    std::string type_;
};

}  // namespace trainingzip::jobs
