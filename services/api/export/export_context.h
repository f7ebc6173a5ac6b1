#pragma once

#include "api/export/export_limit.h"
#include "base/clock.h"
#include "base/log.h"
#include "database/database.h"

namespace trainingzip::api {

/// What the export of a person's data needs. Thread-safe; the parts must outlive it.
struct ExportContext {
    const Logger& logger;
    const Clock& clock;
    database::Database& database;
    ExportLimit& limit;
};

}  // namespace trainingzip::api
