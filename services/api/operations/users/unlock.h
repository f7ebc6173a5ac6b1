#pragma once

#include "api/api_state.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /admin/users/{userId}/unlock → the account, ACTIVE again. Twice is the same as once. Admins only.
web::Response unlock_user(ApiContext& context, const web::Request& request, const auth::Principal& caller);

}  // namespace trainingzip::api
