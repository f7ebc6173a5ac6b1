#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// DELETE /comments/{id} → 200 with links; author only (1001). Replies go with it.
web::Response remove_comment(const CommunityContext& context, const web::Request& request,
                             const auth::Principal& caller);

}  // namespace trainingzip::api
