#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <vector>

#include "api/export/export_sections.h"
#include "web/request.h"

namespace trainingzip::api {

/// Whose rows are read, and under which address the service is reached.
struct ExportOwner {
    std::int64_t user_id;
    const web::Request& request;
};

struct ExportRow {
    std::string key;   ///< The first column.
    std::string json;  ///< One object.
};

inline constexpr std::size_t export_batch = 200;

/// The next rows of a section behind the key, at most export_batch; "" is before all.
std::vector<ExportRow> next_export_rows(soci::session& session, const ExportOwner& owner,
                                        const ExportSection& section, const std::string& after);

}  // namespace trainingzip::api
