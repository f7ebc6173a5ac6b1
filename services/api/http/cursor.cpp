#include "api/http/cursor.h"

#include <charconv>

#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest = 200;

[[noreturn]] void invalid() {
    throw Failure(ErrorCode::parameter_invalid, "cursor", {{"cursor", "invalid"}});
}

std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end) invalid();
    return value;
}

}  // namespace

std::string Cursor::to_text() const {
    return base64url_encode(as_bytes(sort + ":" + std::to_string(key) + ":" + std::to_string(id)));
}

Cursor Cursor::parse(std::string_view text, std::string_view sort) {
    const auto bytes = text.size() > longest ? std::nullopt : base64url_decode(text);
    if (!bytes) invalid();
    const std::string plain(bytes->begin(), bytes->end());
    const std::string_view view = plain;
    const std::size_t last = view.rfind(':');
    const std::size_t middle = last == std::string_view::npos || last == 0 ? last : view.rfind(':', last - 1);
    if (last == std::string_view::npos || middle == std::string_view::npos || middle == last) invalid();
    if (view.substr(0, middle) != sort) invalid();
    return {std::string(sort), number(view.substr(middle + 1, last - middle - 1)),
            number(view.substr(last + 1))};
}

}  // namespace trainingzip::api
