#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /trainings/{id}/like → 200, empty; idempotent.
web::Response like_training(const CommunityContext& context, const web::Request& request,
                            const auth::Principal& caller);

}  // namespace trainingzip::api
