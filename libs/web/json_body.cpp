#include "web/json_body.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "base/encoding.h"
#include "web/header_text.h"

namespace trainingzip::web {

namespace {

namespace json = boost::json;

constexpr std::size_t most_levels = 32;

// Boost.JSON silently keeps the last of two equal keys; comparing the number of keys parsed with the number
// kept detects duplicates.
struct KeyCounter {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    std::size_t keys = 0;

    using Error = json::error_code;
    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) { return true; }
    bool on_object_end(std::size_t, Error&) { return true; }
    bool on_array_begin(Error&) { return true; }
    bool on_array_end(std::size_t, Error&) { return true; }
    bool on_key_part(json::string_view, std::size_t, Error&) { return true; }
    bool on_key(json::string_view, std::size_t, Error&) {
        ++keys;
        return true;
    }
    bool on_string_part(json::string_view, std::size_t, Error&) { return true; }
    bool on_string(json::string_view, std::size_t, Error&) { return true; }
    bool on_number_part(json::string_view, Error&) { return true; }
    bool on_int64(std::int64_t, json::string_view, Error&) { return true; }
    bool on_uint64(std::uint64_t, json::string_view, Error&) { return true; }
    bool on_double(double, json::string_view, Error&) { return true; }
    bool on_bool(bool, Error&) { return true; }
    bool on_null(Error&) { return true; }
    bool on_comment_part(json::string_view, Error&) { return true; }
    bool on_comment(json::string_view, Error&) { return true; }
};

std::size_t count_keys(const json::value& value) {
    std::size_t count = 0;
    if (const auto* object = value.if_object()) {
        count = object->size();
        for (const auto& [key, member] : *object) count += count_keys(member);
    } else if (const auto* array = value.if_array()) {
        for (const auto& element : *array) count += count_keys(element);
    }
    return count;
}

bool is_json(std::string_view content_type) {
    const auto type = take_until(content_type, ';');
    if (!equals_ignoring_case(type, "application/json")) return false;
    while (!content_type.empty()) {
        const auto parameter = take_until(content_type, ';');
        if (!equals_ignoring_case(parameter.substr(0, 8), "charset=")) continue;
        const auto charset = parameter.substr(8);
        if (!equals_ignoring_case(charset, "utf-8") && !equals_ignoring_case(charset, "\"utf-8\""))
            return false;
    }
    return true;
}

json::value parse_strictly(const std::string& text) {
    json::parse_options options;
    options.max_depth = most_levels;
    json::error_code error;
    json::value value = json::parse(text, error, {}, options);
    if (error) throw Failure(ErrorCode::body_invalid, "JSON: " + error.message());
    json::basic_parser<KeyCounter> counter(options);
    counter.write_some(false, text.data(), text.size(), error);
    if (error || counter.handler().keys != count_keys(value))
        throw Failure(ErrorCode::body_invalid, "JSON: a key is repeated");
    return value;
}

std::string pointer_to(std::string_view field) {
    return "/" + std::string(field);
}

bool is_forbidden_control(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return (byte < 0x20 && character != '\n' && character != '\t') || byte == 0x7F;
}

}  // namespace

JsonBody::JsonBody(const Request& request, std::initializer_list<std::string_view> fields) {
    if (!is_json(request.headers.find("Content-Type").value_or("")))
        throw Failure(ErrorCode::unsupported_media_type, "the body is not application/json");
    if (!equals_ignoring_case(request.headers.find("Content-Encoding").value_or("identity"), "identity"))
        throw Failure(ErrorCode::unsupported_media_type, "the body is in a content coding");
    json::value value = parse_strictly(request.body);
    if (!value.is_object())
        throw Failure(ErrorCode::body_invalid, "the body is not an object", {{"", "type"}});
    object_ = std::move(value.get_object());

    std::vector<FieldProblem> problems;
    for (const auto& [key, ignored] : object_)
        if (std::find(fields.begin(), fields.end(), std::string_view(key)) == fields.end())
            problems.push_back({"/" + std::string(key), "unknown"});
    if (!problems.empty()) throw Failure(ErrorCode::body_invalid, "unknown fields", std::move(problems));
}

std::string JsonBody::text(std::string_view field, std::size_t minimum, std::size_t maximum) const {
    return read_fields(*this, [&](BodyFields& fields) { return fields.text(field, minimum, maximum); });
}

std::string BodyFields::text(std::string_view field, std::size_t minimum, std::size_t maximum) {
    std::string text = any_text(field, minimum, maximum);
    if (std::none_of(text.begin(), text.end(), is_forbidden_control)) return text;
    refuse(field, "characters");
    return {};
}

std::string BodyFields::any_text(std::string_view field, std::size_t minimum, std::size_t maximum) {
    const json::value* value = body_.object().if_contains(field);
    const json::string* string = value == nullptr ? nullptr : value->if_string();
    if (string == nullptr) {
        type_problems_.push_back({pointer_to(field), value == nullptr ? "required" : "type"});
        return {};
    }
    std::string text(string->begin(), string->end());
    const std::size_t length = count_code_points(text);
    if (length >= minimum && length <= maximum) return text;
    const bool is_short = length < minimum;
    refuse(field, is_short ? "too_short" : "too_long",
           static_cast<std::int64_t>(is_short ? minimum : maximum));
    return {};
}

void BodyFields::add_type_problem(std::string_view field, std::string_view problem) {
    type_problems_.push_back({pointer_to(field), std::string(problem)});
}

void BodyFields::refuse(std::string_view field, std::string_view problem, std::int64_t limit) {
    refused_.push_back({pointer_to(field), std::string(problem), limit});
}

bool BodyFields::is_good(std::string_view field) const {
    const auto is_about = [&](const FieldProblem& problem) { return problem.field == pointer_to(field); };
    return std::none_of(type_problems_.begin(), type_problems_.end(), is_about) &&
           std::none_of(refused_.begin(), refused_.end(), is_about);
}

void BodyFields::finish() const {
    const auto throw_if_any = [](ErrorCode code, const std::vector<FieldProblem>& problems) {
        if (problems.empty()) return;
        std::string detail;
        for (const FieldProblem& problem : problems) {
            detail += (detail.empty() ? "" : ", ") + problem.field + ": " + problem.problem;
        }
        throw Failure(code, detail, problems);
    };
    throw_if_any(ErrorCode::body_invalid, type_problems_);
    throw_if_any(ErrorCode::body_fields_invalid, refused_);
}

}  // namespace trainingzip::web
