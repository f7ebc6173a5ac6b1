#include "streaming/conditional.h"

#include "streaming/http_date.h"
#include "web/header_text.h"

namespace trainingzip::streaming {

namespace {

enum class Comparison { strong, weak };

// RFC 9110, 8.8.3.2 and 13.1.1. Our tags hold neither quotes nor commas, so cutting at commas is enough.
bool matches_any(std::string_view list, const std::string& entity_tag, Comparison comparison) {
    while (!list.empty()) {
        auto tag = web::take_until(list, ',');
        if (tag == "*") return true;
        if (comparison == Comparison::weak && tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == entity_tag) return true;
    }
    return false;
}

// A list may come in several fields (RFC 9110, 5.3).
bool any_field_matches(const web::Headers& headers, std::string_view name, const std::string& entity_tag,
                       Comparison comparison) {
    for (const auto& [field, value] : headers.fields())
        if (web::equals_ignoring_case(field, name) && matches_any(value, entity_tag, comparison)) return true;
    return false;
}

}  // namespace

Condition evaluate_conditions(const web::Headers& headers, const StoredFile& file) {
    if (headers.find("If-Match")) {
        if (!any_field_matches(headers, "If-Match", file.entity_tag, Comparison::strong))
            return Condition::precondition_failed;
    } else if (const auto since = headers.find("If-Unmodified-Since")) {
        const auto time = parse_http_date(*since);
        if (time && file.modified > *time) return Condition::precondition_failed;
    }
    if (headers.find("If-None-Match"))
        return any_field_matches(headers, "If-None-Match", file.entity_tag, Comparison::weak)
                   ? Condition::not_modified
                   : Condition::proceed;
    if (const auto since = headers.find("If-Modified-Since")) {
        const auto time = parse_http_date(*since);
        if (time && file.modified <= *time) return Condition::not_modified;
    }
    return Condition::proceed;
}

bool is_range_applicable(const web::Headers& headers, const StoredFile& file) {
    const auto validator = headers.find("If-Range");
    if (!validator) return true;
    if (validator->starts_with('"') || validator->starts_with("W/")) return *validator == file.entity_tag;
    const auto time = parse_http_date(*validator);
    return time && *time == file.modified;
}

}  // namespace trainingzip::streaming
