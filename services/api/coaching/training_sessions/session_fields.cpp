#include "api/coaching/training_sessions/session_fields.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>

#include "api/coaching/training_sessions/iso_time.h"
#include "api/http/optional_fields.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

namespace json = boost::json;

constexpr double longest_session = 4 * 3600;
constexpr double highest_score = 100;
constexpr double largest_lag = 10;
constexpr std::size_t most_moments = 1000;
// 2020-11-01: no session is older than the service.
constexpr std::int64_t oldest = 1'604'188'800'000;
constexpr std::int64_t clock_error = 10LL * 60 * 1000;

// Those of libs/score.
constexpr std::array<std::string_view, 10> limb_names = {
    "left_upper_arm", "right_upper_arm", "left_forearm", "right_forearm", "left_thigh",
    "right_thigh",    "left_shin",       "right_shin",   "trunk",         "shoulders"};

/// A finite number in these bounds.
std::optional<double> number_in(const json::value* value, double minimum, double maximum) {
    if (value == nullptr || !value->is_number()) return std::nullopt;
    const double number = value->to_number<double>();
    if (!std::isfinite(number) || number < minimum || number > maximum) return std::nullopt;
    return number;
}

const json::array* read_list(web::BodyFields& fields, std::string_view field, std::size_t most) {
    const json::value* value = fields.find(field);
    if (value == nullptr || !value->is_array()) {
        fields.add_type_problem(field, value == nullptr ? "required" : "type");
        return nullptr;
    }
    if (value->get_array().size() <= most) return &value->get_array();
    fields.refuse(field, "too_many", static_cast<std::int64_t>(most));
    return nullptr;
}

std::string read_series(web::BodyFields& fields) {
    const json::array* list = read_list(fields, "series", most_moments);
    if (list == nullptr) return {};
    json::array kept;
    double before = -1;
    for (const json::value& entry : *list) {
        const json::object* moment = entry.if_object();
        const auto time = number_in(moment ? moment->if_contains("time") : nullptr, 0, longest_session);
        const auto score = number_in(moment ? moment->if_contains("score") : nullptr, 0, highest_score);
        if (!time || !score || moment->size() != 2 || *time <= before) {
            fields.refuse("series", "format");
            return {};
        }
        before = *time;
        kept.push_back(json::object{{"time", *time}, {"score", *score}});
    }
    return json::serialize(kept);
}

std::string read_limbs(web::BodyFields& fields) {
    const json::array* list = read_list(fields, "limbs", limb_names.size());
    if (list == nullptr) return {};
    json::array kept;
    std::array<bool, limb_names.size()> seen{};
    for (const json::value& entry : *list) {
        const json::object* limb = entry.if_object();
        const json::value* name = limb ? limb->if_contains("name") : nullptr;
        const json::value* value = limb ? limb->if_contains("score") : nullptr;
        const auto score = number_in(value, 0, highest_score);
        const auto known =
            name != nullptr && name->is_string()
                ? std::find(limb_names.begin(), limb_names.end(), std::string_view(name->get_string()))
                : limb_names.end();
        const bool has_score = score || (value != nullptr && value->is_null());
        if (known == limb_names.end() || !has_score || limb->size() != 2) {
            fields.refuse("limbs", "format");
            return {};
        }
        bool& repeated = seen[static_cast<std::size_t>(known - limb_names.begin())];
        if (repeated) {
            fields.refuse("limbs", "repeated");
            return {};
        }
        repeated = true;
        kept.push_back(
            json::object{{"name", *known}, {"score", score ? json::value(*score) : json::value()}});
    }
    return json::serialize(kept);
}

std::int64_t read_start(web::BodyFields& fields, std::int64_t now) {
    const std::string text = fields.text("startedAt", 20, 24);
    if (!fields.is_good("startedAt")) return 0;
    const auto time = parse_iso_time(text);
    if (!time || *time < oldest || *time > now + clock_error) fields.refuse("startedAt", "format");
    return time.value_or(0);
}

double read_number(web::BodyFields& fields, std::string_view field, double minimum, double maximum) {
    require_field(fields, field);
    return optional_number(fields, field, minimum, maximum).value_or(0);
}

}  // namespace

TrainingSessionFields TrainingSessionFields::read(const web::Request& request, std::int64_t now) {
    const web::JsonBody body(request, {"trainingId", "startedAt", "durationSeconds", "score", "lagSeconds",
                                       "coverage", "series", "limbs"});
    return web::read_fields(body, [&](web::BodyFields& fields) {
        TrainingSessionFields session;
        require_field(fields, "trainingId");
        session.training_id = optional_id(fields, "trainingId").value_or(0);
        session.started_at = read_start(fields, now);
        session.duration_seconds = read_number(fields, "durationSeconds", 0, longest_session);
        session.score = read_number(fields, "score", 0, highest_score);
        require_field(fields, "lagSeconds");
        const json::value* lag = fields.find("lagSeconds");
        if (lag != nullptr && !lag->is_null()) {
            session.lag_seconds = optional_number(fields, "lagSeconds", -largest_lag, largest_lag);
        }
        session.coverage = optional_number(fields, "coverage", 0, 1);
        session.series = read_series(fields);
        session.limbs = read_limbs(fields);
        return session;
    });
}

}  // namespace trainingzip::api
