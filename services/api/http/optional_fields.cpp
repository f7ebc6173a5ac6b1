#include "api/http/optional_fields.h"

#include <algorithm>
#include <boost/json/value.hpp>
#include <cmath>
#include <limits>

#include "base/error.h"

namespace trainingzip::api {

std::optional<std::string> optional_choice(web::BodyFields& fields, std::string_view field,
                                           std::span<const std::string_view> choices) {
    const boost::json::value* value = fields.find(field);
    if (value == nullptr) return std::nullopt;
    if (!value->is_string()) {
        fields.add_type_problem(field, "type");
        return std::nullopt;
    }
    const std::string text(value->get_string());
    if (std::find(choices.begin(), choices.end(), text) != choices.end()) return text;
    fields.refuse(field, "choice");
    return std::nullopt;
}

std::optional<bool> optional_flag(web::BodyFields& fields, std::string_view field) {
    const boost::json::value* value = fields.find(field);
    if (value == nullptr) return std::nullopt;
    if (value->is_bool()) return value->get_bool();
    fields.add_type_problem(field, "type");
    return std::nullopt;
}

std::optional<std::int64_t> optional_id(web::BodyFields& fields, std::string_view field) {
    const boost::json::value* value = fields.find(field);
    if (value == nullptr) return std::nullopt;
    // Exceeds every id in use.
    if (value->is_uint64()) return std::numeric_limits<std::int64_t>::max();
    if (!value->is_int64()) {
        fields.add_type_problem(field, "type");
    } else if (value->get_int64() <= 0) {
        fields.refuse(field, "too_small", 1);
    } else {
        return value->get_int64();
    }
    return std::nullopt;
}

std::optional<double> optional_number(web::BodyFields& fields, std::string_view field, double minimum,
                                      double maximum) {
    const boost::json::value* value = fields.find(field);
    if (value == nullptr) return std::nullopt;
    if (!value->is_number()) {
        fields.add_type_problem(field, "type");
        return std::nullopt;
    }
    const double number = value->to_number<double>();
    if (!std::isfinite(number) || number < minimum) {
        fields.refuse(field, "too_small", static_cast<std::int64_t>(minimum));
    } else if (number > maximum) {
        fields.refuse(field, "too_large", static_cast<std::int64_t>(maximum));
    } else {
        return number;
    }
    return std::nullopt;
}

void require_field(web::BodyFields& fields, std::string_view field) {
    if (fields.find(field) == nullptr) fields.add_type_problem(field, "required");
}

void refuse_value(std::string_view field, const char* problem) {
    throw Failure(ErrorCode::body_fields_invalid, std::string(field) + ": " + problem,
                  {{"/" + std::string(field), problem}});
}

}  // namespace trainingzip::api
