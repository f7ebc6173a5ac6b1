#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace trainingzip::jobs {

/// One line of a worker: the sandboxed process, the pose server or the shape server. Each says "progress" now
/// and then, the pose server "poses", and all end with "done" or "failed".
class WorkLine {
  public:
    /// Throws Failure(processing_failed) for what is not a JSON object with a text `type`.
    explicit WorkLine(std::string_view line);

    std::string_view type() const { return type_; }
    bool has(std::string_view name) const { return object_.contains(name); }
    /// Throw Failure(processing_failed) when the field is absent or of another kind. Whole numbers from 0 on.
    std::int64_t whole(std::string_view name) const;
    /// 0 when the field is absent.
    std::int64_t whole_or_zero(std::string_view name) const;
    double number(std::string_view name) const;
    std::string text(std::string_view name) const;
    /// nullptr when the field is absent. Belongs to the line.
    const boost::json::value* find(std::string_view name) const { return object_.if_contains(name); }

    /// For "failed": throws the Failure that the worker tells.
    [[noreturn]] void throw_failure() const;
    /// For "failed" of a sandboxed program, which a hostile file may have taken over: what it says can be
    /// about the file or the room for it, everything else becomes processing_failed.
    [[noreturn]] void throw_failure_of_file() const;

  private:
    ErrorCode told_code() const;

    boost::json::object object_;
    std::string type_;
};

}  // namespace trainingzip::jobs
