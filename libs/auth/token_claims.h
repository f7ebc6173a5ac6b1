#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace trainingzip::auth {

inline constexpr std::string_view token_issuer = "trainingzip";
inline constexpr std::string_view access_type = "at+jwt";
inline constexpr std::string_view access_audience = "trainingzip";
inline constexpr std::string_view refresh_type = "rt+jwt";
inline constexpr std::string_view refresh_audience = "trainingzip/refresh";
inline constexpr std::string_view media_type = "media+jwt";
inline constexpr std::string_view media_audience = "trainingzip/media";

/// What a refresh token carries.
struct RefreshClaims {
    std::int64_t user_id = 0;
    std::string id;  ///< `jti`: random, the secret by which the server finds the token again.
    UtcTime issued_at;
    UtcTime expires_at;  ///< Whole seconds in the token.
};

}  // namespace trainingzip::auth
