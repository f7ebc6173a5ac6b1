#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /reports {trainingId or commentId, reason, text?} → 201 {reportId}; one from a user on a thing
/// (1004).
web::Response create_report(const CommunityContext& context, const web::Request& request,
                            const auth::Principal& caller);

}  // namespace trainingzip::api
