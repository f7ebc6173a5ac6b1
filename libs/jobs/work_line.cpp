#include "jobs/work_line.h"

#include <boost/json/parse.hpp>
#include <cmath>

namespace trainingzip::jobs {

namespace {

[[noreturn]] void refuse(std::string_view why) {
    throw Failure(ErrorCode::processing_failed, "a line of a worker: " + std::string(why));
}

}  // namespace

WorkLine::WorkLine(std::string_view line) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(line, error);
    if (error || !value.is_object()) refuse("not a JSON object");
    object_ = value.get_object();
    type_ = text("type");
}

std::int64_t WorkLine::whole(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    if (value == nullptr || !value->is_int64() || value->get_int64() < 0) refuse(name);
    return value->get_int64();
}

std::int64_t WorkLine::whole_or_zero(std::string_view name) const {
    return has(name) ? whole(name) : 0;
}

double WorkLine::number(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    if (value == nullptr || !value->is_number()) refuse(name);
    const auto number = value->to_number<double>();
    if (!std::isfinite(number) || number < 0) refuse(name);
    return number;
}

std::string WorkLine::text(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    if (value == nullptr || !value->is_string()) refuse(name);
    return std::string(value->get_string());
}

void WorkLine::throw_failure() const {
    throw Failure(told_code(), text("detail"));
}

void WorkLine::throw_failure_of_file() const {
    const ErrorCode code = told_code();
    const bool is_about_file = code >= ErrorCode::video_unreadable && code < ErrorCode::media_process_died;
    throw Failure(is_about_file || code == ErrorCode::storage_full ? code : ErrorCode::processing_failed,
                  text("detail"));
}

ErrorCode WorkLine::told_code() const {
    const ErrorDescription* error = find_error(text("error"));
    return error != nullptr ? error->code : ErrorCode::processing_failed;
}

}  // namespace trainingzip::jobs
