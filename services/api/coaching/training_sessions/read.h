#pragma once

#include "api/coaching/coaching_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /me/sessions/{id} → one of the caller, with its series and limbs.
web::Response read_training_session(const CoachingContext& context, const web::Request& request,
                                    const auth::Principal& caller);

}  // namespace trainingzip::api
