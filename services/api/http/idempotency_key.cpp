#include "api/http/idempotency_key.h"

#include <algorithm>

#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_key = 64;

bool is_visible(char character) {
    return character > ' ' && character <= '~';
}

}  // namespace

std::optional<std::string> idempotency_key(const web::Request& request) {
    const auto header = request.headers.find("Idempotency-Key");
    if (!header) return std::nullopt;
    if (header->empty() || header->size() > longest_key || !std::ranges::all_of(*header, is_visible)) {
        throw Failure(ErrorCode::parameter_invalid, "Idempotency-Key", {{"Idempotency-Key", "invalid"}});
    }
    return std::string(*header);
}

}  // namespace trainingzip::api
