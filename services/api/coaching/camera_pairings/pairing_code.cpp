#include "api/coaching/camera_pairings/pairing_code.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "base/encoding.h"
#include "base/ids.h"

namespace trainingzip::api {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static_assert(alphabet.size() == 32);

}  // namespace

std::string random_code(std::size_t length) {
    const std::optional<std::vector<std::uint8_t>> bytes = base64url_decode(random_token(length));
    std::string code;
    for (const std::uint8_t byte : bytes.value()) code += alphabet[byte % 32];
    return code;
}

bool is_code(std::string_view text, std::size_t length) {
    return text.size() == length && text.find_first_not_of(alphabet) == std::string_view::npos;
}

}  // namespace trainingzip::api
