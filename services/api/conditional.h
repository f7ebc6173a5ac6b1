#pragma once

#include <string_view>

#include "web/server.h"

namespace trainingzip::api {

/// The handler of a GET route (and so of HEAD) with conditional requests for what it answers as JSON: a 200
/// whose JSON is in memory and that has no ETag gets one, and becomes 304 when If-None-Match names it. The
/// handler runs either way, with all that it counts.
///
/// The tag is a digest of the caller and of the bytes: strong, since it changes with every byte (RFC 9110,
/// 8.8.1), and of no use to another caller. A gateway that compresses makes it weak by itself.
///
/// Where the handler did not say who may keep the answer, the caller alone may, and asks before each use;
/// with the `access` "admin" nobody may. But for the access "public" answers vary by Authorization. Addresses
/// in an answer follow X-Forwarded-*, which the gateway makes of the address asked for: what is kept under
/// that address needs not vary by them.
web::Handler with_entity_tag(web::Handler handler, std::string_view access);

}  // namespace trainingzip::api
