#include "incident/redaction.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <utility>

#include "base/encoding.h"
#include "incident/secret_names.h"

namespace trainingzip::incident {

namespace {

namespace json = boost::json;

std::string shortened(std::string text, std::size_t whole_size) {
    if (text.size() <= longest_reported_body) return text;
    std::size_t end = longest_reported_body;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return fmt::format("{} [cut; {} bytes in all]", text, whole_size);
}

bool is_key_of_name(std::string_view key) {
    return key == "name" || key == "key" || key == "field";
}

/// {"name": "password", "value": ...}
bool names_a_secret(const json::object& object) {
    return std::any_of(object.begin(), object.end(), [](const auto& member) {
        const json::string* name = member.value().if_string();
        return name != nullptr && is_key_of_name(member.key()) && is_secret_name(*name);
    });
}

void redact_json(json::value& value, int depth) {
    constexpr int deepest = 32;
    if (depth > deepest) {
        value = mask;
    } else if (auto* object = value.if_object()) {
        const bool named_by_value = names_a_secret(*object);
        json::object cleaned;
        for (auto& [key, member] : *object) {
            if (is_secret_name(key) || (named_by_value && !is_key_of_name(key))) {
                member = mask;
            } else {
                redact_json(member, depth + 1);
            }
            // A secret can stand where a name should be.
            cleaned[redact_text(key)] = std::move(member);
        }
        *object = std::move(cleaned);
    } else if (auto* array = value.if_array()) {
        for (auto& member : *array) redact_json(member, depth + 1);
    } else if (const auto* text = value.if_string()) {
        value = redact_text(*text);
    }
}

// Decoded first, since "%70assword" is also the name of a password.
std::string redact_form(std::string_view form) {
    std::string result;
    while (!form.empty()) {
        const std::size_t end = form.find('&');
        const std::string_view pair = form.substr(0, end);
        form.remove_prefix(end == std::string_view::npos ? form.size() : end + 1);
        const std::size_t equals = pair.find('=');
        if (!result.empty()) result += '&';
        const std::string name = percent_decoded(pair.substr(0, equals));
        const std::string clean_name = redact_text(name);
        if (equals == std::string_view::npos) {
            result += clean_name;
            continue;
        }
        result += clean_name + '=';
        result +=
            is_secret_name(name) ? std::string(mask) : redact_text(percent_decoded(pair.substr(equals + 1)));
    }
    return result;
}

std::string describe_binary(std::string_view content_type, std::size_t size) {
    return fmt::format("[{} bytes of {}]", size,
                       content_type.empty() ? "an unnamed type" : redact_text(content_type.substr(0, 100)));
}

std::string describe_multipart(std::string_view body) {
    std::string result = fmt::format("[multipart, {} bytes", body.size());
    re2::StringPiece input(body.data(), body.size());
    static const RE2 disposition(R"re((?i)content-disposition:[^\r\n]{0,200}?name="([^"\r\n]{0,100})")re");
    re2::StringPiece name;
    for (int parts = 0; parts < 32 && RE2::FindAndConsume(&input, disposition, &name); ++parts)
        result += fmt::format("; part {}", redact_text(std::string_view(name.data(), name.size())));
    return result + "]";
}

bool is_text(std::string_view body) {
    return is_valid_utf8(body) && std::none_of(body.begin(), body.end(), [](char character) {
               const auto byte = static_cast<unsigned char>(character);
               return byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t';
           });
}

}  // namespace

std::string redact_header(std::string_view name, std::string_view value) {
    return is_secret_name(name) ? std::string(mask) : redact_text(value);
}

std::string redact_target(std::string_view target) {
    const std::size_t question = target.find('?');
    if (question == std::string_view::npos) return redact_text(percent_decoded(target));
    return redact_text(percent_decoded(target.substr(0, question))) + '?' +
           redact_form(target.substr(question + 1));
}

std::string media_type(std::string_view content_type) {
    std::string type(content_type.substr(0, content_type.find(';')));
    std::erase_if(type, [](char character) { return character == ' ' || character == '\t'; });
    for (char& character : type)
        character = static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    return type;
}

std::string redact_body(std::string_view content_type, std::string_view body) {
    if (body.empty()) return {};
    const std::string type = media_type(content_type);
    if (type.starts_with("multipart/")) return describe_multipart(body);
    if (!is_text(body)) return describe_binary(content_type, body.size());
    // Masked before truncation, so that truncation never makes a secret unrecognisable; but only up to a
    // bound.
    constexpr std::size_t longest_masked_body = 256 * 1024;
    if (body.size() > longest_masked_body) return describe_binary(content_type, body.size());
    boost::system::error_code error;
    json::value value = json::parse(body, error);
    if (!error && (value.is_object() || value.is_array())) {
        redact_json(value, 0);
        return shortened(json::serialize(value), body.size());
    }
    if (type == "application/x-www-form-urlencoded") return shortened(redact_form(body), body.size());
    return shortened(redact_text(body), body.size());
}

}  // namespace trainingzip::incident
