#pragma once

#include <string_view>

namespace trainingzip::auth {

/// The cookie with the media ticket of one training, whose path is the training's at the streaming server
/// (RFC 6265bis,
/// "__Secure-": with TLS only). Unlike a link it can be renewed while an element plays.
inline constexpr std::string_view media_cookie_name = "__Secure-media";

}  // namespace trainingzip::auth
