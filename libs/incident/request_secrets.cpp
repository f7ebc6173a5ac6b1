#include "incident/request_secrets.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "base/encoding.h"
#include "incident/redaction.h"
#include "incident/secret_names.h"

namespace trainingzip::incident {

namespace {

namespace json = boost::json;

constexpr std::size_t most_secrets = 128;
constexpr std::size_t longest_looked_at = 256 * 1024;

// Masking such a word would prevent redact_text() from recognising the secret after it.
bool tells_of_a_secret(std::string_view value) {
    constexpr std::array words = {"bearer", "basic",    "digest", "negotiate",
                                  "https",  "password", "token",  "ticket"};
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return std::equal(value.begin(), value.end(), word.begin(), word.end(),
                          [](char a, char b) { return (a | 0x20) == b; });
    });
}

template <typename Take>
void for_each_part(std::string_view text, char separator, Take take) {
    while (!text.empty()) {
        const std::size_t end = text.find(separator);
        take(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '"')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '"')) text.remove_suffix(1);
    return text;
}

// RFC 7617: the credentials are base64 of "user:password".
std::string password_of_basic(std::string_view credentials) {
    std::string text(credentials.substr(0, std::min(credentials.find('='), credentials.size())));
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    const auto bytes = base64url_decode(text);
    if (!bytes) return {};
    const std::string plain(bytes->begin(), bytes->end());
    const std::size_t colon = plain.find(':');
    return colon == std::string::npos ? std::string() : plain.substr(colon + 1);
}

/// Calls `take` with the values of secret names and `search` with every other text, which may contain JSON.
template <typename Take, typename Search>
void for_each_secret(const json::value& value, bool secret, int depth, const Take& take,
                     const Search& search) {
    constexpr int deepest = 32;
    if (depth > deepest) return;
    if (const auto* object = value.if_object()) {
        for (const auto& [key, member] : *object)
            for_each_secret(member, secret || is_secret_name(key), depth + 1, take, search);
    } else if (const auto* array = value.if_array()) {
        for (const auto& member : *array) for_each_secret(member, secret, depth + 1, take, search);
    } else if (secret && !value.is_bool() && !value.is_null()) {
        take(value.is_string() ? std::string(value.get_string()) : json::serialize(value));
    } else if (const auto* text = value.if_string()) {
        search(*text);
    }
}

}  // namespace

void RequestSecrets::add(std::string_view value) {
    if (value.size() < shortest || secrets_.size() >= most_secrets || tells_of_a_secret(value)) return;
    secrets_.emplace(value);
    secrets_.insert(boost::urls::encode(value, boost::urls::unreserved_chars));
    // As it stands in a text of JSON.
    const std::string quoted = json::serialize(json::value(json::string_view(value.data(), value.size())));
    secrets_.insert(quoted.substr(1, quoted.size() - 2));
}

void RequestSecrets::add_header(std::string_view name, std::string_view value) {
    if (!is_secret_name(name)) {
        // An address, as in Referer.
        add_parameters(value);
        return;
    }
    add(trimmed(value));
    const std::size_t space = value.find(' ');
    if (space != std::string_view::npos) {
        add(trimmed(value.substr(space + 1)));
        add(password_of_basic(trimmed(value.substr(space + 1))));
    }
    for_each_part(value, ';', [&](std::string_view cookie) {
        const std::size_t equals = cookie.find('=');
        if (equals != std::string_view::npos) add(trimmed(cookie.substr(equals + 1)));
    });
}

void RequestSecrets::add_parameters(std::string_view target) {
    const std::size_t question = target.find('?');
    if (question != std::string_view::npos) add_form(target.substr(question + 1));
}

void RequestSecrets::add_named(std::string_view text) {
    for_each_named_secret(text, [this](std::string_view value) {
        add(value);
        add(percent_decoded(value));
    });
}

void RequestSecrets::add_form(std::string_view form) {
    for_each_part(form, '&', [&](std::string_view pair) {
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos) return;
        if (!is_secret_name(pair.substr(0, equals))) {
            add_named(percent_decoded(pair));
            return;
        }
        add(pair.substr(equals + 1));
        const std::string value = percent_decoded(pair.substr(equals + 1));
        add(value);
        // An address may have been put into another.
        add_named(value);
    });
}

void RequestSecrets::add_multipart(std::string_view body) {
    // RFC 7578; the last part may have been cut off. RFC 8187 has other ways to write the name.
    static const RE2 part(
        R"re((?is)content-disposition:([^\r\n]*)(?:\r?\n[^\r\n]+)*\r?\n\r?\n(.*?)(?:\r?\n--|\z))re",
        RE2::Latin1);
    re2::StringPiece input(body.data(), body.size());
    re2::StringPiece names;
    re2::StringPiece content;
    while (RE2::FindAndConsume(&input, part, &names, &content))
        if (is_secret_name({names.data(), names.size()})) {
            add({content.data(), content.size()});
            add_named({content.data(), content.size()});
        }
}

void RequestSecrets::add_body(std::string_view content_type, std::string_view body) {
    body = body.substr(0, longest_looked_at);
    const std::string type = media_type(content_type);
    if (type.starts_with("multipart/")) return add_multipart(body);
    boost::system::error_code error;
    const json::value value = json::parse(json::string_view(body.data(), body.size()), error);
    if (!error) {
        for_each_secret(
            value, false, 0,
            [this](const std::string& text) {
                add(text);
                add_named(text);
            },
            [this](std::string_view text) { add_named(text); });
    } else {
        if (type == "application/x-www-form-urlencoded") add_form(body);
        add_named(body);
    }
}

std::string RequestSecrets::mask_in(std::string_view text) const {
    std::string result(text);
    for (const std::string& secret : secrets_) {
        for (std::size_t at = 0; (at = result.find(secret, at)) != std::string::npos; at += mask.size())
            result.replace(at, secret.size(), mask);
    }
    return result;
}

}  // namespace trainingzip::incident
