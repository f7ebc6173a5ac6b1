#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /me/feed?page=|cursor=&size=&sort=&search=&category=&tag= → the trainings of the trainers to whom the
/// caller subscribes, those for subscribers among them, newest first.
web::Response read_feed(const CommunityContext& context, const web::Request& request,
                        const auth::Principal& caller);

}  // namespace trainingzip::api
