#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /admin/users: the accounts, newest first, paged; ?search= matches the beginning of id or nickname.
/// Admins only.
web::Response list_users(const OperationsContext& context, const web::Request& request,
                         const auth::Principal& caller);

}  // namespace trainingzip::api
