#include "web/trace_context.h"

#include <string>

#include "base/ids.h"

namespace trainingzip::web {

namespace {

constexpr std::size_t trace_id_begin = 3;
constexpr std::size_t trace_id_digits = 32;
constexpr std::size_t parent_id_begin = 36;
constexpr std::size_t parent_id_digits = 16;
constexpr std::size_t flags_begin = 53;
constexpr std::size_t whole = 55;

/// An all-zero id is invalid.
bool is_id(std::string_view text) {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos &&
           text.find_first_not_of('0') != std::string_view::npos;
}

bool is_hexadecimal(std::string_view text) {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string_view trace_id_of(std::string_view field) {
    if (field.size() < whole || field.starts_with("ff")) return {};
    const bool dashes = field[2] == '-' && field[parent_id_begin - 1] == '-' && field[flags_begin - 1] == '-';
    if (!dashes || !is_hexadecimal(field.substr(0, 2)) || !is_hexadecimal(field.substr(flags_begin, 2)) ||
        !is_id(field.substr(parent_id_begin, parent_id_digits)))
        return {};
    // Version 00 ends there; later ones may go on behind another dash.
    if (field.size() > whole && (field.starts_with("00") || field[whole] != '-')) return {};
    const std::string_view found = field.substr(trace_id_begin, trace_id_digits);
    return is_id(found) ? found : std::string_view();
}

void set_trace(Headers& headers, std::string_view request_id) {
    headers.set("X-Request-Id", std::string(request_id));
    if (request_id.size() != trace_id_digits || !is_id(request_id)) return;
    headers.set("traceparent",
                "00-" + std::string(request_id) + '-' + random_hex(parent_id_digits / 2) + "-00");
}

}  // namespace trainingzip::web
