#pragma once

#include "api/coaching/coaching_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /me/sessions → 201 with Location, {sessionId, isResult, isPersonalBest, personalBest, _links}; of a
/// training that the caller may see. A session of less than 60 % of the clip or 70 % of the body is kept as
/// practice: not a result, and never the best. The same session sent again is 1111.
web::Response create_training_session(const CoachingContext& context, const web::Request& request,
                                      const auth::Principal& caller);

}  // namespace trainingzip::api
