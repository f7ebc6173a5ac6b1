#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /comments/{id} → one comment, the target of its self link.
web::Response read_comment(const CommunityContext& context, const web::Request& request,
                           const auth::Principal* caller);

}  // namespace trainingzip::api
