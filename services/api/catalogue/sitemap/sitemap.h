#pragma once

#include "api/catalogue/catalogue_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// The pages that everybody may see, for search engines (https://www.sitemaps.org/protocol.html). A part has
/// the trainings, or the trainers, whose ids are in one range, so that no part is longer than the 50 000
/// addresses that the protocol allows; the first part of the trainings also has the front page. Parts count
/// from 1; those without an address are left out.

/// GET /internal/sitemap → the index, which lists the parts.
web::Response read_sitemap(const CatalogueContext& context, const web::Request& request);

/// GET /internal/sitemaps/trainings/{part}, GET /internal/sitemaps/trainers/{part} → a part, with the time of
/// the last change. Throws Failure(route_not_found) where there is no such part.
web::Response read_training_sitemap(const CatalogueContext& context, const web::Request& request);
web::Response read_trainer_sitemap(const CatalogueContext& context, const web::Request& request);

}  // namespace trainingzip::api
