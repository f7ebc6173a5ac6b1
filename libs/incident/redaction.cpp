#include "incident/redaction.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/url/pct_string_view.hpp>
#include <utility>

#include "base/encoding.h"

namespace trainingzip::incident {

namespace {

namespace json = boost::json;

constexpr std::array secret_words = {
    "authorization", "cookie",  "password", "passwd",     "pwd",       "token", "secret", "email",     "mail",
    "apikey",        "webhook", "session",  "credential", "signature", "jwt",   "bearer", "privatekey"};

std::string folded(std::string_view name) {
    std::string text;
    for (const char character : name) {
        if (character == '-' || character == '_' || character == '.' || character == ' ') continue;
        text += static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    }
    return text;
}

struct Patterns {
    // A name with a secret word in it, then '=' or ':' with optional quotes, then the value; an object or a
    // list that is one goes on to the end of the text, since here nothing is known to be well formed.
    RE2 named{
        R"re((?i)((?:"|'|\\")?[\w.-]*(?:authorization|cookie|password|passwd|pwd|token|secret|e[-_.]?mail|api[-_.]?key|webhook|session|credential|signature|jwt|private[-_.]?key)[\w.-]*(?:"|'|\\")?\s*(?:=|:)\s*)(\[masked\]|(?:\{|\[[^m])(?s:.*)|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|(?:(?:bearer|basic|digest|negotiate)\s+)*[^\s&,;}\]"']+))re"};
    RE2 credentials{
        R"re((?i)\b(bearer|basic|digest|negotiate)(?:\s+(?:bearer|basic|digest|negotiate))*\s+[A-Za-z0-9._~+/=-]{4,})re"};
    RE2 web_token{R"re(\b[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*)re"};
    RE2 address{R"re([^\s"'<>()\[\],;:=&/@?]+(?:@|%40)[^\s"'<>()\[\],;:&/@?]+)re"};
    RE2 user_of_url{R"re((?i)\b([a-z][a-z0-9+.-]{1,20}://)[^\s/@"']+@)re"};
    RE2 webhook{R"re((?i)https?://[^\s"'<>]*(?:hooks?\.|/hooks?/|/services/T|webhook)[^\s"'<>]*)re"};
    RE2 random_word{R"re(([A-Za-z0-9_+=-]{32,}))re"};
};

const Patterns& patterns() {
    static const Patterns compiled;
    return compiled;
}

// A long word is taken for a secret unless it reads like a name: request ids (32 hexadecimal digits) and
// paths are wanted in a report.
bool looks_random(std::string_view word) {
    const bool digits = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool lower = std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool upper = std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return digits && lower && upper;
}

void mask_random_words(std::string& text) {
    std::string result;
    re2::StringPiece input(text);
    re2::StringPiece word;
    const char* done = std::as_const(text).data();
    while (RE2::FindAndConsume(&input, patterns().random_word, &word)) {
        result.append(done, word.data());
        if (looks_random(std::string_view(word.data(), word.size())))
            result += mask;
        else
            result.append(word.data(), word.size());
        done = word.data() + word.size();
    }
    result.append(done, std::as_const(text).data() + text.size());
    text = std::move(result);
}

std::string shortened(std::string text, std::size_t whole_size) {
    if (text.size() <= longest_reported_body) return text;
    std::size_t end = longest_reported_body;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return fmt::format("{} [cut; {} bytes in all]", text, whole_size);
}

void redact_json(json::value& value, int depth) {
    constexpr int deepest = 32;
    if (depth > deepest) {
        value = mask;
    } else if (auto* object = value.if_object()) {
        json::object cleaned;
        for (auto& [key, member] : *object) {
            if (is_secret_name(key)) {
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

std::string decoded(std::string_view text) {
    const auto view = boost::urls::make_pct_string_view(text);
    if (!view) return std::string(text);
    boost::urls::encoding_opts options;
    options.space_as_plus = true;
    return view->decode(options);
}

// Decoding first, since "%70assword" names a password too.
std::string redact_form(std::string_view form) {
    std::string result;
    while (!form.empty()) {
        const std::size_t end = form.find('&');
        const std::string_view pair = form.substr(0, end);
        form.remove_prefix(end == std::string_view::npos ? form.size() : end + 1);
        const std::size_t equals = pair.find('=');
        if (!result.empty()) result += '&';
        const std::string name = decoded(pair.substr(0, equals));
        const std::string clean_name = redact_text(name);
        if (equals == std::string_view::npos) {
            result += clean_name;
            continue;
        }
        result += clean_name + '=';
        result += is_secret_name(name) ? std::string(mask) : redact_text(decoded(pair.substr(equals + 1)));
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

bool is_secret_name(std::string_view name) {
    const std::string text = folded(name);
    return std::any_of(secret_words.begin(), secret_words.end(),
                       [&](const char* word) { return text.find(word) != std::string::npos; });
}

std::string redact_text(std::string_view text) {
    std::string result(text);
    const Patterns& compiled = patterns();
    RE2::GlobalReplace(&result, compiled.webhook, mask.data());
    RE2::GlobalReplace(&result, compiled.user_of_url, R"(\1[masked]@)");
    RE2::GlobalReplace(&result, compiled.named, R"(\1[masked])");
    RE2::GlobalReplace(&result, compiled.credentials, R"(\1 [masked])");
    RE2::GlobalReplace(&result, compiled.address, mask.data());
    RE2::GlobalReplace(&result, compiled.web_token, mask.data());
    mask_random_words(result);
    return result;
}

void for_each_named_secret(std::string_view text, const std::function<void(std::string_view)>& take) {
    static const RE2 quoted(R"re("((?:[^"\\]|\\.)*)"?)re");
    static const RE2 bare(R"re(([^\s"'{}\[\],:;]+))re");
    re2::StringPiece input(text.data(), text.size());
    re2::StringPiece name;
    re2::StringPiece value;
    while (RE2::FindAndConsume(&input, patterns().named, &name, &value)) {
        re2::StringPiece part;
        for (re2::StringPiece rest = value; RE2::FindAndConsume(&rest, quoted, &part);)
            take({part.data(), part.size()});
        for (re2::StringPiece rest = value; RE2::FindAndConsume(&rest, bare, &part);)
            take({part.data(), part.size()});
    }
}

std::string redact_header(std::string_view name, std::string_view value) {
    return is_secret_name(name) ? std::string(mask) : redact_text(value);
}

std::string redact_target(std::string_view target) {
    const std::size_t question = target.find('?');
    if (question == std::string_view::npos) return redact_text(decoded(target));
    return redact_text(decoded(target.substr(0, question))) + '?' + redact_form(target.substr(question + 1));
}

std::string redact_body(std::string_view content_type, std::string_view body) {
    if (body.empty()) return {};
    std::string type = folded(content_type.substr(0, content_type.find(';')));
    if (type.starts_with("multipart/")) return describe_multipart(body);
    if (!is_text(body)) return describe_binary(content_type, body.size());
    // Masking before cutting, so that a cut never makes a secret unrecognisable; but not without bound.
    constexpr std::size_t longest_masked_body = 256 * 1024;
    if (body.size() > longest_masked_body) return describe_binary(content_type, body.size());
    boost::system::error_code error;
    json::value value = json::parse(body, error);
    if (!error && (value.is_object() || value.is_array())) {
        redact_json(value, 0);
        return shortened(json::serialize(value), body.size());
    }
    if (type == "application/xwwwformurlencoded") return shortened(redact_form(body), body.size());
    return shortened(redact_text(body), body.size());
}

}  // namespace trainingzip::incident
