#include "api/optional_fields.h"

#include <algorithm>
#include <boost/json/value.hpp>

#include "base/error.h"

namespace trainingzip::api {

void refuse_type(std::string_view field, const char* problem) {
    throw Failure(ErrorCode::body_invalid, std::string(field) + ": " + problem,
                  {{"/" + std::string(field), problem}});
}

void refuse_value(std::string_view field, const char* problem) {
    throw Failure(ErrorCode::body_invalid, std::string(field) + ": " + problem,
                  {{"/" + std::string(field), problem}});
}

std::optional<std::string> optional_choice(const web::JsonBody& body, std::string_view field,
                                           std::span<const std::string_view> choices) {
    const boost::json::value* value = body.object().if_contains(field);
    if (value == nullptr) return std::nullopt;
    if (!value->is_string()) refuse_type(field);
    const std::string text(value->get_string());
    if (std::find(choices.begin(), choices.end(), text) == choices.end()) refuse_value(field, "choice");
    return text;
}

std::string required_choice(const web::JsonBody& body, std::string_view field,
                            std::span<const std::string_view> choices) {
    auto choice = optional_choice(body, field, choices);
    if (!choice) refuse_type(field, "required");
    return *std::move(choice);
}

std::optional<std::string> optional_text(const web::JsonBody& body, std::string_view field,
                                         std::size_t maximum) {
    if (!body.object().contains(field)) return std::nullopt;
    return body.text(field, 0, maximum);
}

std::optional<bool> optional_flag(const web::JsonBody& body, std::string_view field) {
    const boost::json::value* value = body.object().if_contains(field);
    if (value == nullptr) return std::nullopt;
    if (!value->is_bool()) refuse_type(field);
    return value->get_bool();
}

std::optional<std::int64_t> optional_id(const web::JsonBody& body, std::string_view field) {
    const boost::json::value* value = body.object().if_contains(field);
    if (value == nullptr) return std::nullopt;
    if (!value->is_int64()) refuse_type(field);
    if (value->get_int64() <= 0) refuse_value(field, "too_small");
    return value->get_int64();
}

}  // namespace trainingzip::api
