#include "web/conditional.h"

#include <algorithm>

#include "web/entity_tag_list.h"
#include "web/header_text.h"
#include "web/http_date.h"

namespace trainingzip::web {

namespace {

enum class Comparison { strong, weak };

// A list may come in several fields (RFC 9110, 5.3).
std::string all_values(const Headers& headers, std::string_view name) {
    std::string all;
    for (const auto& [field, value] : headers.fields()) {
        if (!equals_ignoring_case(field, name)) continue;
        if (!all.empty()) all += ',';
        all += value;
    }
    return all;
}

// RFC 9110, 8.8.3.2.
bool names_tag(const Headers& headers, std::string_view name, std::string_view entity_tag,
               Comparison comparison) {
    const std::string value = all_values(headers, name);
    const auto list = parse_entity_tag_list(value);
    if (!list) return false;
    return list->any || std::any_of(list->tags.begin(), list->tags.end(), [&](const EntityTag& tag) {
               return tag.opaque == entity_tag && (comparison == Comparison::weak || !tag.weak);
           });
}

}  // namespace

bool client_has(const Headers& headers, std::string_view entity_tag) {
    return names_tag(headers, "If-None-Match", entity_tag, Comparison::weak);
}

Condition evaluate_conditions(const Headers& headers, const Validators& current) {
    if (headers.find("If-Match")) {
        if (!names_tag(headers, "If-Match", current.entity_tag, Comparison::strong))
            return Condition::precondition_failed;
    } else if (const auto since = headers.find("If-Unmodified-Since"); since && current.modified) {
        const auto time = parse_http_date(*since);
        if (time && current.modified > *time) return Condition::precondition_failed;
    }
    if (headers.find("If-None-Match"))
        return client_has(headers, current.entity_tag) ? Condition::not_modified : Condition::proceed;
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
