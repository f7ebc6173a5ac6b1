#include "web/conditional.h"

#include "web/header_text.h"
#include "web/http_date.h"

namespace trainingzip::web {

namespace {

enum class Comparison { strong, weak };

// RFC 9110, 8.8.3.2 and 13.1.1. Our tags hold no commas, so cutting at commas is enough.
bool matches_any(std::string_view list, const std::string& entity_tag, Comparison comparison) {
    while (!list.empty()) {
        auto tag = take_until(list, ',');
        if (tag == "*") return true;
        if (comparison == Comparison::weak && tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == entity_tag) return true;
    }
    return false;
}

// A list may come in several fields (RFC 9110, 5.3).
bool any_field_matches(const Headers& headers, std::string_view name, const std::string& entity_tag,
                       Comparison comparison) {
    for (const auto& [field, value] : headers.fields())
        if (equals_ignoring_case(field, name) && matches_any(value, entity_tag, comparison)) return true;
    return false;
}

}  // namespace

Condition evaluate_conditions(const Headers& headers, const Validators& current) {
    if (headers.find("If-Match")) {
        if (!any_field_matches(headers, "If-Match", current.entity_tag, Comparison::strong))
            return Condition::precondition_failed;
    } else if (const auto since = headers.find("If-Unmodified-Since"); since && current.modified) {
        const auto time = parse_http_date(*since);
        if (time && current.modified > *time) return Condition::precondition_failed;
    }
    if (headers.find("If-None-Match"))
        return any_field_matches(headers, "If-None-Match", current.entity_tag, Comparison::weak)
                   ? Condition::not_modified
                   : Condition::proceed;
    if (const auto since = headers.find("If-Modified-Since"); since && current.modified) {
        const auto time = parse_http_date(*since);
        if (time && current.modified <= *time) return Condition::not_modified;
    }
    return Condition::proceed;
}

bool is_range_applicable(const Headers& headers, const Validators& current) {
    const auto validator = headers.find("If-Range");
    if (!validator) return true;
    if (validator->starts_with('"') || validator->starts_with("W/")) return *validator == current.entity_tag;
    const auto time = parse_http_date(*validator);
    return time && current.modified == *time;
}

}  // namespace trainingzip::web
