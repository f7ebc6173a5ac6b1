#pragma once

#include "api/coaching/coaching_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// DELETE /me/sessions/{id} → 200 with links; the personal best and the leaderboard follow.
web::Response remove_training_session(const CoachingContext& context, const web::Request& request,
                                      const auth::Principal& caller);

}  // namespace trainingzip::api
