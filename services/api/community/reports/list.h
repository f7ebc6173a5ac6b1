#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /admin/reports?page=|cursor=&size=&sort=&open=true|false → what users reported, newest first; admins
/// only.
web::Response list_reports(const CommunityContext& context, const web::Request& request,
                           const auth::Principal& caller);

}  // namespace trainingzip::api
