#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /admin/reports/{id}/resolve → 200 with the report; admins only. Idempotent.
web::Response resolve_report(const CommunityContext& context, const web::Request& request,
                             const auth::Principal& caller);

}  // namespace trainingzip::api
