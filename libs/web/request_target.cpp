#include "web/request_target.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::web {

namespace {

constexpr std::size_t most_parameters = 64;

[[noreturn]] void refuse_target(const char* why) {
    throw Failure(ErrorCode::request_malformed, why);
}

int hex_value(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
}

enum class Part { path, query };

std::string decode(std::string_view text, Part part) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t position = 0; position < text.size(); ++position) {
        char character = text[position];
        if (character == '%') {
            if (position + 2 >= text.size()) refuse_target("percent-encoding is cut off");
            const int high = hex_value(text[position + 1]);
            const int low = hex_value(text[position + 2]);
            if (high < 0 || low < 0) refuse_target("percent-encoding is not hexadecimal");
            character = static_cast<char>(high * 16 + low);
            position += 2;
        } else if (character == '+' && part == Part::query) {
            character = ' ';
        }
        const auto byte = static_cast<unsigned char>(character);
        if (byte == 0 || byte == 0x7F || (byte < 0x20 && part == Part::path))
            refuse_target("control character in the target");
        decoded += character;
    }
    if (!is_valid_utf8(decoded)) refuse_target("the target is not UTF-8");
    return decoded;
}

void read_path(std::string_view raw, RequestTarget& parsed) {
    for (std::size_t start = 1; start <= raw.size();) {
        const std::size_t end = std::min(raw.find('/', start), raw.size());
        std::string segment = decode(raw.substr(start, end - start), Part::path);
        if (segment == "." || segment == "..") refuse_target("dot segment in the path");
        if (segment.empty() && end != raw.size()) refuse_target("empty segment in the path");
        parsed.path += '/';
        for (const char character : segment) {
            if (character == '/')
                parsed.path += "%2F";
            else
                parsed.path += character;
        }
        parsed.segments.push_back(std::move(segment));
        start = end + 1;
    }
}

}  // namespace

RequestTarget parse_request_target(std::string_view target) {
    if (target.empty() || target.front() != '/') refuse_target("the target is not a path");
    for (const char character : target)
        if (character <= 0x20 || character == 0x7F || character == '#')
            refuse_target("character in the target");
    const std::size_t question = target.find('?');
    RequestTarget parsed;
    read_path(target.substr(0, question), parsed);
    if (question == std::string_view::npos) return parsed;

    std::string_view rest = target.substr(question + 1);
    std::size_t parameters = 0;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const auto pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (pair.empty()) continue;
        if (++parameters > most_parameters) refuse_target("too many parameters");
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto value = pair.substr(std::min(equals + 1, pair.size()));
        parsed.query[decode(pair.substr(0, equals), Part::query)].push_back(decode(value, Part::query));
    }
    return parsed;
}

}  // namespace trainingzip::web
