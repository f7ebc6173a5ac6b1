#include "api/accounts/proof_of_work.h"

#include <bit>
#include <charconv>

#include "base/encoding.h"
#include "base/ids.h"

namespace trainingzip::api {
namespace {

static_assert(puzzles_of_challenge == 1U << smallest_work_bits);

constexpr std::size_t seed_bytes = 16;
constexpr std::size_t longest_token = 200;

std::string mac_of(const auth::SecretKey& key, std::string_view bound_to, std::string_view challenge) {
    return key.mac("sign-up challenge", {bound_to, challenge});
}

/// What stands before the next dot, which is taken away with it; the whole text when there is none.
std::string_view take_part(std::string_view& text) {
    const std::size_t end = text.find('.');
    const std::string_view part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    return part;
}

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

int leading_zero_bits(const std::vector<std::uint8_t>& bytes) {
    int bits = 0;
    for (const std::uint8_t byte : bytes) {
        bits += std::countl_zero(byte);
        if (byte != 0) break;
    }
    return bits;
}

}  // namespace

Challenge make_challenge(const auth::SecretKey& key, std::string_view bound_to, int work_bits, UtcTime now,
                         std::chrono::seconds lifetime) {
    // Whole seconds, as the token has them.
    const auto expires_at = std::chrono::floor<std::chrono::seconds>(now + lifetime);
    Challenge challenge{{}, random_token(seed_bytes), work_bits, expires_at};
    const std::string text = challenge.seed + "." + std::to_string(work_bits) + "." +
                             std::to_string(expires_at.time_since_epoch().count());
    challenge.token = text + "." + mac_of(key, bound_to, text);
    return challenge;
}

std::optional<Challenge> read_challenge(const auth::SecretKey& key, std::string_view token,
                                        std::string_view bound_to, UtcTime now) {
    const std::size_t end = token.rfind('.');
    if (token.size() > longest_token || end == std::string_view::npos) return std::nullopt;
    std::string_view text = token.substr(0, end);
    if (!equal_in_constant_time(token.substr(end + 1), mac_of(key, bound_to, text))) return std::nullopt;
    Challenge challenge{std::string(token), std::string(take_part(text)), 0, {}};
    const auto bits = parse_number<int>(take_part(text));
    const auto seconds = parse_number<std::int64_t>(take_part(text));
    if (!bits || !seconds) return std::nullopt;
    challenge.work_bits = *bits;
    challenge.expires_at = UtcTime(std::chrono::seconds(*seconds));
    if (now >= challenge.expires_at) return std::nullopt;
    return challenge;
}

bool is_solved(const Challenge& challenge, std::size_t puzzle, std::uint64_t nonce) {
    const std::string text = challenge.seed + "." + std::to_string(puzzle) + "." + std::to_string(nonce);
    return leading_zero_bits(sha256(as_bytes(text))) >= challenge.puzzle_bits();
}

bool is_solved(const Challenge& challenge, const Nonces& nonces) {
    for (std::size_t puzzle = 0; puzzle < nonces.size(); ++puzzle) {
        if (!is_solved(challenge, puzzle, nonces[puzzle])) return false;
    }
    return true;
}

}  // namespace trainingzip::api
