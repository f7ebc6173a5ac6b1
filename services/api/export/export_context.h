#pragma once

#include "api/export/export_limit.h"
#include "base/clock.h"
#include "base/log.h"
#include "database/database.h"

namespace trainingzip::api {

/// What the export of a person's data needs. Thread-safe; whoever makes one keeps its parts alive.
struct ExportContext {
    const Logger& logger;
    const Clock& clock;
    database::Database& database;
    ExportLimit& limit;
};

}  // namespace trainingzip::api
