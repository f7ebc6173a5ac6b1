#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// DELETE /trainer/{userId} → 200, empty; idempotent. 1003 when there is no such user.
web::Response unsubscribe(const CommunityContext& context, const web::Request& request,
                          const auth::Principal& caller);

}  // namespace trainingzip::api
