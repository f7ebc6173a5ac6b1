#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings/{id}/comments?page=|cursor=&size=&sort=&parent= → the comments of a training with the
/// replies among them, oldest first.
web::Response list_comments(const CommunityContext& context, const web::Request& request,
                            const auth::Principal* caller);

}  // namespace trainingzip::api
