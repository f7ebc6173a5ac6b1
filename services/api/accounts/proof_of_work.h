#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "auth/secret_key.h"
#include "base/clock.h"

namespace trainingzip::api {

/// Puzzles of one challenge. Several of them reduce the variance of the time they take, and let clients
/// show progress.
inline constexpr std::size_t puzzles_of_challenge = 16;
inline constexpr int smallest_work_bits = 4;
inline constexpr int largest_work_bits = 40;

/// Proof of work without state on the server: a challenge carries everything that is needed to verify it.
///
/// Puzzle number i, from 0, is to find a whole number n from 0 such that SHA-256 of the text "SEED.i.n", in
/// decimal digits, begins with so many zero bits (compare Hashcash).
struct Challenge {
    std::string token;  ///< What the client sends back with the numbers found.
    std::string seed;   ///< 22 characters, at random; the name of the challenge.
    int work_bits = 0;  ///< All puzzles together take 2 to the power of this tries on average.
    UtcTime expires_at;

    /// Zero bits that each puzzle asks for.
    int puzzle_bits() const { return work_bits - smallest_work_bits; }
};

using Nonces = std::array<std::uint64_t, puzzles_of_challenge>;

/// bound_to: whom it is issued to. work_bits: from smallest_work_bits to largest_work_bits.
Challenge make_challenge(const auth::SecretKey& key, std::string_view bound_to, int work_bits, UtcTime now,
                         std::chrono::seconds lifetime);

/// nullopt unless it was issued with this key to the same client and has not expired.
std::optional<Challenge> read_challenge(const auth::SecretKey& key, std::string_view token,
                                        std::string_view bound_to, UtcTime now);

/// Whether the number solves this puzzle.
bool is_solved(const Challenge& challenge, std::size_t puzzle, std::uint64_t nonce);
/// Whether each number solves its puzzle.
bool is_solved(const Challenge& challenge, const Nonces& nonces);

}  // namespace trainingzip::api
