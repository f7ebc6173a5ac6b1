#pragma once

#include "api/api_context.h"

namespace trainingzip::api {

/// Gives the user whom the settings name as first admin that role, if they have signed up.
void promote_first_admin(ApiContext& context);

}  // namespace trainingzip::api
