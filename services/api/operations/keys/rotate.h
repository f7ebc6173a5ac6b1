#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /admin/keys/rotate → the list after it: the next key signs from now on. Admins only.
web::Response rotate_keys(const OperationsContext& context, const web::Request& request,
                          const auth::Principal& caller);

}  // namespace trainingzip::api
