#pragma once

#include "api/coaching/coaching_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /me/sessions?page=|cursor=&size=&sort=&trainingId= → the finished sessions of the caller, newest
/// first.
web::Response list_training_sessions(const CoachingContext& context, const web::Request& request,
                                     const auth::Principal& caller);

}  // namespace trainingzip::api
