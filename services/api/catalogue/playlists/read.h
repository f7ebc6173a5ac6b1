#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /playlists/{id} → one playlist with its trainings in order, `_embedded.trainingList`; those that the
/// caller may not see are left out.
web::Response read_playlist(const CatalogueContext& context, const web::Request& request,
                            const auth::Principal* caller);

}  // namespace trainingzip::api
