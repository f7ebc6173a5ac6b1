#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /playlists {title, body, visibility?, trainings?} → 201 with Location, playlistId and links.
web::Response create_playlist(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller);

}  // namespace trainingzip::api
