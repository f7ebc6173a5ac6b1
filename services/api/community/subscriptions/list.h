#pragma once

#include "api/community/community_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /subscribes → [{trainerId, trainerName}] of the caller, by name, at most 1000.
web::Response list_subscriptions(const CommunityContext& context, const web::Request& request,
                                 const auth::Principal& caller);

}  // namespace trainingzip::api
