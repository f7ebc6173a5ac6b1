#include "jobs/progress_message.h"

#include <boost/json/parse.hpp>
#include <cmath>

namespace trainingzip::jobs {

namespace {

[[noreturn]] void refuse(std::string_view why) {
    throw Failure(ErrorCode::processing_failed, "progress message: " + std::string(why));
}

}  // namespace

boost::json::object failure_message(ErrorCode code, std::string_view detail) {
    return {{"type", message_type::failed}, {"error", describe(code).digits}, {"detail", detail}};
}

ProgressMessage::ProgressMessage(std::string_view line) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(line, error);
    if (error || !value.is_object()) refuse("not a JSON object");
    object_ = value.get_object();
    type_ = text("type");
}

std::int64_t ProgressMessage::integer(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    if (value == nullptr || !value->is_int64() || value->get_int64() < 0) refuse(name);
    return value->get_int64();
}

std::int64_t ProgressMessage::integer_or_zero(std::string_view name) const {
    return has(name) ? integer(name) : 0;
}

double ProgressMessage::number(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    if (value == nullptr || !value->is_number()) refuse(name);
    const auto number = value->to_number<double>();
    if (!std::isfinite(number) || number < 0) refuse(name);
    return number;
}

std::string ProgressMessage::text(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    if (value == nullptr || !value->is_string()) refuse(name);
    return std::string(value->get_string());
}

void ProgressMessage::throw_failure() const {
    throw Failure(error_code(), text("detail"));
}

void ProgressMessage::throw_failure_of_file() const {
    const ErrorCode code = error_code();
    const bool is_about_file = code >= ErrorCode::video_unreadable && code < ErrorCode::media_process_died;
    throw Failure(is_about_file || code == ErrorCode::storage_full ? code : ErrorCode::processing_failed,
                  text("detail"));
}

ErrorCode ProgressMessage::error_code() const {
    const ErrorDescription* error = find_error(text("error"));
    return error != nullptr ? error->code : ErrorCode::processing_failed;
}

}  // namespace trainingzip::jobs
