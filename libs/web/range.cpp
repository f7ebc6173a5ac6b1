#include "web/range.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "web/header_text.h"

namespace trainingzip::web {

namespace {

constexpr std::size_t most_ranges = 16;

// A position beyond 64 bits is still a valid position, only beyond every file.
std::optional<std::uint64_t> read_position(std::string_view digits) {
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    std::uint64_t value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec != std::errc{}) return std::numeric_limits<std::uint64_t>::max();
    return value;
}

struct ParsedRange {
    bool valid = false;
    std::optional<ByteRange> bytes;  ///< nullopt when nothing of it is in the file.
};

ParsedRange parse_one(std::string_view text, std::uint64_t size) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return {};
    const auto last_text = text.substr(dash + 1);
    if (dash == 0) {
        const auto suffix = read_position(last_text);
        if (!suffix) return {};
        const std::uint64_t length = std::min(*suffix, size);
        if (length == 0) return {true, std::nullopt};
        return {true, ByteRange{size - length, length}};
    }
    const auto first = read_position(text.substr(0, dash));
    if (!first) return {};
    std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
    if (!last_text.empty()) {
        const auto given = read_position(last_text);
        if (!given || *given < *first) return {};
        last = *given;
    }
    if (*first >= size) return {true, std::nullopt};
    return {true, ByteRange{*first, std::min(last, size - 1) - *first + 1}};
}

bool overlap(const std::vector<ByteRange>& ranges) {
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const ByteRange& a = ranges[i];
            const ByteRange& b = ranges[j];
            if (a.offset < b.offset + b.length && b.offset < a.offset + a.length) return true;
        }
    }
    return false;
}

}  // namespace

RangeRequest parse_range(std::optional<std::string_view> header, std::uint64_t size) {
    using Kind = RangeRequest::Kind;
    if (!header) return {};
    std::string_view rest = trim(*header);
    constexpr std::string_view unit = "bytes=";
    if (!equals_ignoring_case(rest.substr(0, unit.size()), unit)) return {};
    rest.remove_prefix(unit.size());

    RangeRequest request;
    std::size_t count = 0;
    while (!rest.empty()) {
        const auto element = take_until(rest, ',');
        if (element.empty()) continue;
        const ParsedRange range = parse_one(element, size);
        if (!range.valid || ++count > most_ranges) return {};
        if (range.bytes) request.ranges.push_back(*range.bytes);
    }
    if (count == 0 || overlap(request.ranges)) return {};
    request.kind = request.ranges.empty() ? Kind::unsatisfiable : Kind::partial;
    return request;
}

}  // namespace trainingzip::web
