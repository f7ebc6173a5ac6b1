#pragma once

#include <cstdint>
#include <string>

namespace trainingzip::auth {

/// Who asks, as a valid access token says.
struct Principal {
    std::int64_t user_id = 0;
    std::string nick_name;
    bool admin = false;

    friend bool operator==(const Principal&, const Principal&) = default;
};

}  // namespace trainingzip::auth
