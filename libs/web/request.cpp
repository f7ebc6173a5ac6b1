#include "web/request.h"

#include <algorithm>
#include <charconv>

#include "web/header_text.h"
#include "web/host_name.h"

namespace trainingzip::web {

namespace {

// RFC 9110, 12.4.2, in thousandths; a weight that cannot be read counts as none given.
int weight_of(std::string_view parameters) {
    while (!parameters.empty()) {
        const auto parameter = take_until(parameters, ';');
        if (parameter.size() < 3 || to_lower(parameter[0]) != 'q' || parameter[1] != '=') continue;
        double weight = 0;
        const char* end = parameter.data() + parameter.size();
        if (std::from_chars(parameter.data() + 2, end, weight).ptr == end && weight >= 0 && weight <= 1)
            return static_cast<int>(weight * 1000);
    }
    return 1000;
}

bool is_language(std::string_view range, std::string_view primary) {
    return range.size() >= primary.size() && equals_ignoring_case(range.substr(0, primary.size()), primary) &&
           (range.size() == primary.size() || range[primary.size()] == '-');
}

/// The name that the client asked for, as the gateway says it.
std::optional<std::string_view> find_forwarded_host(const Headers& headers) {
    const auto host = headers.find("X-Forwarded-Host");
    return host && is_valid_host(*host) ? host : std::nullopt;
}

}  // namespace

void Headers::set(std::string_view name, std::string value) {
    remove(name);
    fields_.emplace_back(std::string(name), std::move(value));
}

void Headers::remove(std::string_view name) {
    std::erase_if(fields_, [&](const auto& field) { return equals_ignoring_case(field.first, name); });
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) {
        return equals_ignoring_case(field.first, name);
    });
    if (found == fields_.end()) return std::nullopt;
    return found->second;
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(std::count_if(fields_.begin(), fields_.end(), [&](const auto& field) {
        return equals_ignoring_case(field.first, name);
    }));
}

const std::string& Request::path_parameter(std::string_view name) const {
    const auto found = path_parameters.find(name);
    if (found == path_parameters.end()) throw Failure(ErrorCode::parameter_invalid, std::string(name));
    return found->second;
}

std::int64_t Request::path_id(std::string_view name, ErrorCode not_found) const {
    const std::string& text = path_parameter(name);
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end || value <= 0 || text.front() == '0')
        throw Failure(not_found, "not an id: " + text);
    return value;
}

std::optional<std::string_view> Request::query_parameter(std::string_view name) const {
    const auto found = query.find(name);
    if (found == query.end() || found->second.empty()) return std::nullopt;
    return found->second.front();
}

Language Request::language() const {
    int korean = 0;
    int english = 0;
    auto list = headers.find("Accept-Language").value_or("");
    bool korean_first = false;
    while (!list.empty()) {
        auto element = take_until(list, ',');
        const auto range = take_until(element, ';');
        const int weight = weight_of(element);
        if (is_language(range, "ko")) {
            korean = std::max(korean, weight);
            korean_first = korean_first || english == 0;
        } else if (is_language(range, "en")) {
            english = std::max(english, weight);
        }
    }
    const bool prefers_english = english > korean || (english > 0 && english == korean && !korean_first);
    return prefers_english ? Language::english : Language::korean;
}

std::string Request::external_origin() const {
    const auto forwarded_host = find_forwarded_host(headers);
    if (!forwarded_host) return "http://" + std::string(headers.find("Host").value_or("localhost"));
    const bool is_secure = headers.find("X-Forwarded-Proto").value_or("") == "https";
    return (is_secure ? "https://" : "http://") + std::string(*forwarded_host);
}

std::string Request::external_base() const {
    std::string base = external_origin();
    if (!find_forwarded_host(headers)) return base;
    auto prefix = headers.find("X-Forwarded-Prefix").value_or("");
    if (prefix.ends_with('/')) prefix.remove_suffix(1);
    if (is_valid_prefix(prefix)) base += prefix;
    return base;
}

}  // namespace trainingzip::web
