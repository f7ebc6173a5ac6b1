#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /training/likes → [{trainingId, title, body, trainer, views, modifiedDate}] that the caller likes and
/// may see, newest first, at most 1000.
web::Response list_likes(const CommunityContext& context, const web::Request& request,
                         const auth::Principal& caller);

}  // namespace trainingzip::api
