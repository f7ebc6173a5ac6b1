#pragma once

#include <string_view>

#include "web/server.h"

namespace trainingzip::api {

/// Adds conditional requests to the handler of a GET route (and so of HEAD): a 200 whose JSON is in memory
/// and that has no ETag gets one, and becomes 304 if If-None-Match names it. The handler runs in either
/// case, with all its effects.
///
/// The tag is a digest of the caller and of the body: strong, since it changes with every byte (RFC 9110,
/// 8.8.1), and of no use to another caller. A gateway that compresses weakens it itself.
///
/// Where the handler sets no Cache-Control, the response is private and must be revalidated; for a request
/// without a credential it is public and must be revalidated (who_may_keep); with the `access` "admin" it
/// must not be stored. Unless the access is "public", responses vary by Authorization. URLs in a response
/// depend on X-Forwarded-*, which the gateway derives from the requested address: a response stored under
/// that address need not vary by them.
web::Handler with_entity_tag(web::Handler handler, std::string_view access);

/// Cache-Control of a response that may change at any time: public if the request carries no credential,
/// since everybody then gets the same; otherwise private. The gateway keeps public responses for some
/// seconds.
const char* who_may_keep(const web::Request& request);

}  // namespace trainingzip::api
