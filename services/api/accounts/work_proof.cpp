#include "api/accounts/work_proof.h"

#include <algorithm>
#include <boost/json.hpp>

namespace trainingzip::api {
namespace {

constexpr std::string_view name = "proof";
constexpr std::size_t longest_proof_token = 200;
// What every client can count to exactly.
constexpr std::int64_t largest_nonce = (std::int64_t{1} << 53) - 1;

bool is_token(std::string_view text) {
    return !text.empty() && text.size() <= longest_proof_token &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '-' || c == '_' || c == '.';
           });
}

/// nullopt for what is no list of as many whole numbers as there are puzzles.
std::optional<Nonces> read_nonces(const boost::json::value& value) {
    if (!value.is_array() || value.get_array().size() != puzzles_of_challenge) return std::nullopt;
    Nonces nonces{};
    std::transform(value.get_array().begin(), value.get_array().end(), nonces.begin(),
                   [](const boost::json::value& number) {
                       return number.is_int64() ? static_cast<std::uint64_t>(number.get_int64()) : UINT64_MAX;
                   });
    const bool fit = std::all_of(nonces.begin(), nonces.end(), [](std::uint64_t nonce) {
        return nonce <= static_cast<std::uint64_t>(largest_nonce);
    });
    return fit ? std::optional(nonces) : std::nullopt;
}

}  // namespace

std::optional<WorkProof> read_proof(web::BodyFields& fields) {
    const boost::json::value* proof = fields.find(name);
    if (!proof) return std::nullopt;
    const boost::json::object* object = proof->if_object();
    const boost::json::value* token = object ? object->if_contains("token") : nullptr;
    const boost::json::value* sent = object ? object->if_contains("nonces") : nullptr;
    if (!token || !token->is_string() || !sent || object->size() != 2) {
        fields.add_type_problem(name, "type");
        return std::nullopt;
    }
    const auto nonces = read_nonces(*sent);
    if (!nonces || !is_token(token->get_string())) {
        fields.add_type_problem(name, "format");
        return std::nullopt;
    }
    return WorkProof{std::string(token->get_string()), *nonces};
}

}  // namespace trainingzip::api
