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
/// where nobody is asking by name every cache may and asks likewise (who_may_keep); with the `access` "admin"
/// nobody may. But for the access "public" answers vary by Authorization. Addresses
/// in an answer follow X-Forwarded-*, which the gateway makes of the address asked for: what is kept under
/// that address needs not vary by them.
web::Handler with_entity_tag(web::Handler handler, std::string_view access);

/// Cache-Control of an answer that may change at any time: public where the request shows no credential, so
/// that anybody who asks so gets the same; private else. The gateway keeps what is public for some seconds.
const char* who_may_keep(const web::Request& request);

}  // namespace trainingzip::api
