#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings/{id}/media → the links by which video and shape can be played now, for players that renew
/// them while they play. Where not everybody may see the training, also `ticketSeconds`, for how long they
/// are good, and the same ticket in a cookie for the streaming server: with it an element that plays goes on
/// by its old link.
web::Response read_media(const CatalogueContext& context, const web::Request& request,
                         const auth::Principal* caller);

}  // namespace trainingzip::api
