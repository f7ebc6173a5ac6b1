#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /comments/{id of the training} {message, parentId?} → 201 with Location, commentId and links.
web::Response create_comment(const CommunityContext& context, const web::Request& request,
                             const auth::Principal& caller);

}  // namespace trainingzip::api
