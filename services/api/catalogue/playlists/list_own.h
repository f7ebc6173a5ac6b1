#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /me/playlists?page=|cursor=&size=&sort= → the caller's playlists, newest first.
web::Response list_own_playlists(const CatalogueContext& context, const web::Request& request,
                                 const auth::Principal& caller);

}  // namespace trainingzip::api
