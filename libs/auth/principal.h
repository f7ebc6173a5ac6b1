#pragma once

#include <cstdint>
#include <string>

namespace trainingzip::auth {

/// The authenticated user, as stated by a valid access token.
struct Principal {
    std::int64_t user_id = 0;
    std::string nick_name;
    bool admin = false;
    std::string session_id;  ///< The sign-in that the token belongs to; empty when it names none.

    friend bool operator==(const Principal&, const Principal&) = default;
};

}  // namespace trainingzip::auth
