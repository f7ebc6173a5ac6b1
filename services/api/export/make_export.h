#pragma once

#include "api/export/export_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /me/export → one JSON file with everything that the service holds about the caller, and nothing that
/// others wrote. It is read in batches, each as the database is then, and collected in a temporary file.
/// 0009 after too many of them, 2008 when too many are being made or it takes too long.
web::Response make_export(const ExportContext& context, const web::Request& request,
                          const auth::Principal& caller);

}  // namespace trainingzip::api
