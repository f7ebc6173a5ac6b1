#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "incident/redaction.h"
#include "incident/secret_names.h"

namespace trainingzip::incident {

namespace {

/// Of bytes: what is no UTF-8 must not end a match.
struct BytePattern : RE2 {
    explicit BytePattern(const std::string& pattern) : RE2(pattern, RE2::Latin1) {}
};

// Quotes, '=' and ':' come plain, escaped as in JSON within JSON, or percent-encoded.
constexpr const char* quote = R"re((?:\\*["']|%(?:25)*2[27]))re";
constexpr const char* equals = R"re((?:\s*(?:=>|=|:|%(?:25)*3[da])\s*))re";

// An object or a list goes on to the end of the text, since here nothing is known to be well formed; so does
// what stands in quotes that are escaped more than once.
constexpr const char* atom =
    R"re((?:\[masked\]|(?:\{|\[[^m])(?s:.*)|"(?:[^"\\]|\\(?s:.))*"?|'(?:[^'\\]|\\(?s:.))*'?|\\["'](?:[^"'\\]|\\\\\\["']|\\[^"'])*(?:\\?["'])?|\\{2,}["'](?s:.*)|%(?:25)*2[27][^\s&"'<>]*|(?:(?:bearer|basic|digest|negotiate)\s+)*[^\s&"']*[^\s&"',;}\]]))re";

// What looks like a value may be the name of the next: password= "token": "...".
std::string value_pattern() {
    return fmt::format("({0}(?:{1}{0})*)", atom, equals);
}

struct Patterns {
    const std::string name = secret_name_pattern();
    const std::string value = value_pattern();
    BytePattern named{fmt::format("(?i)({0}?{1}{0}?{2}){3}", quote, name, equals, value)};
    // {"name": "password", "value": "..."}, also as attributes.
    BytePattern named_by_value{fmt::format(
        R"((?i)(\b(?:name|key|field){0}?{2}{0}?{1}{0}?\s*[,;]?\s*{0}?(?:value|content){0}?{2}){3})", quote,
        name, equals, value)};
    BytePattern part_of_multipart{fmt::format(
        R"((?is)(content-disposition:[^\r\n]*{}[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n).*?(\r?\n--|\z))", name)};
    BytePattern element{fmt::format("(?i)(<(?:[\\w-]+:)?{}(?:\\s[^<>]*)?>)[^<]+(</)", name)};
    // Those have spaces in them.
    BytePattern to_end_of_line{
        R"re((?i)((?:cookie2?|password|passphrase|passwd|비밀번호|암호)\s*:[ \t]+)[^\s"'\[{][^\r\n]*)re"};
    BytePattern credentials{
        R"re((?i)\b(bearer|basic|digest|negotiate)(?:\s+(?:bearer|basic|digest|negotiate))*\s+[A-Za-z0-9._~+/=-]{4,})re"};
    BytePattern web_token{R"re(\b[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*)re"};
    BytePattern address{R"re([^\s"'<>()\[\],;:=&/@?]+(?:@|%(?:25)*40)[^\s"'<>()\[\],;:&/@?]+)re"};
    BytePattern user_of_url{R"re((?i)\b([a-z][a-z0-9+.-]{1,20}://)[^\s/@"']+@)re"};
    // A password that is not percent-encoded may contain a slash.
    BytePattern user_of_database{
        R"re((?i)\b((?:postgres|postgresql|mysql|redis|amqp|mongodb)(?:\+\w+)?://)[^\s"']*@)re"};
    BytePattern webhook{
        R"re((?i)https?://[^\s"'<>]*(?:hooks?\.|/hooks?/|webhook)[^\s"'<>]*|[^\s"'<>]*(?:hooks\.slack|services(?:/|%(?:25)*2f)T)[^\s"'<>]*)re"};
    BytePattern random_word{R"re(([A-Za-z0-9_+=-]{32,}))re"};
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

void mask_addresses(std::string& text) {
    const Patterns& compiled = patterns();
    RE2::GlobalReplace(&text, compiled.webhook, mask.data());
    RE2::GlobalReplace(&text, compiled.user_of_database, R"(\1[masked]@)");
    RE2::GlobalReplace(&text, compiled.user_of_url, R"(\1[masked]@)");
}

void mask_named(std::string& text) {
    const Patterns& compiled = patterns();
    RE2::GlobalReplace(&text, compiled.part_of_multipart, R"(\1[masked]\2)");
    RE2::GlobalReplace(&text, compiled.to_end_of_line, R"(\1[masked])");
    RE2::GlobalReplace(&text, compiled.named_by_value, R"(\1[masked])");
    RE2::GlobalReplace(&text, compiled.named, R"(\1[masked])");
}

}  // namespace

std::string redact_text(std::string_view text) {
    std::string result(text);
    const Patterns& compiled = patterns();
    // Most texts are short and hold nothing; this is on the way of every request.
    if (result.find('/') != std::string::npos || result.find('%') != std::string::npos)
        mask_addresses(result);
    if (result.find_first_of(":=%") != std::string::npos) mask_named(result);
    if (result.find('<') != std::string::npos)
        RE2::GlobalReplace(&result, compiled.element, R"(\1[masked]\2)");
    RE2::GlobalReplace(&result, compiled.credentials, R"(\1 [masked])");
    RE2::GlobalReplace(&result, compiled.address, mask.data());
    RE2::GlobalReplace(&result, compiled.web_token, mask.data());
    mask_random_words(result);
    return result;
}

namespace {

using Take = std::function<void(std::string_view)>;

void for_each_secret_within(std::string_view text, const Take& take, int depth) {
    static const BytePattern quoted(R"re("((?:[^"\\]|\\.)*)"?)re");
    static const BytePattern bare(R"re(([^\s"'{}\[\],:;\\]+))re");
    // A value may hold names and values of its own. Each step reads all that is left of the text.
    constexpr int deepest = 3;
    const auto take_with_inner = [&](const re2::StringPiece& part) {
        const std::string_view value(part.data(), part.size());
        take(value);
        const std::size_t equals_sign = value.rfind('=');
        if (equals_sign == std::string_view::npos) return;
        take(value.substr(equals_sign + 1));
        if (depth < deepest) for_each_secret_within(value, take, depth + 1);
    };
    re2::StringPiece input(text.data(), text.size());
    re2::StringPiece name;
    re2::StringPiece found;
    while (RE2::FindAndConsume(&input, patterns().named, &name, &found)) {
        re2::StringPiece part;
        for (re2::StringPiece rest = found; RE2::FindAndConsume(&rest, quoted, &part);) take_with_inner(part);
        for (re2::StringPiece rest = found; RE2::FindAndConsume(&rest, bare, &part);) take_with_inner(part);
    }
}

}  // namespace

void for_each_named_secret(std::string_view text, const std::function<void(std::string_view)>& take) {
    for_each_secret_within(text, take, 0);
}

}  // namespace trainingzip::incident
