#pragma once

#include "api/coaching/coaching_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings/{id}/leaderboard?size= → the best of each user, at most 100, without those who do not want
/// to be seen there; own: rank and best of the caller, null when there is none.
web::Response read_leaderboard(const CoachingContext& context, const web::Request& request,
                               const auth::Principal* caller);

}  // namespace trainingzip::api
