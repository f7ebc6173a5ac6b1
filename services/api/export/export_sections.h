#pragma once

#include <span>
#include <string_view>

namespace trainingzip::api {

/// What a column of the database becomes in JSON. NULL is null.
enum class ExportKind {
    number,
    text,
    boolean,    ///< 0 or 1
    time,       ///< Unix milliseconds; ISO 8601, UTC.
    json,       ///< Goes in as it is.
    user,       ///< The id of a user, as everybody outside sees it.
    page,       ///< The id of a training: the address of its page.
    video,      ///< The id of a training: the address of its video.
    thumbnail,  ///< The id of a training: the address of its picture.
    face,       ///< The id of a user: the address of their picture.
};

struct ExportColumn {
    std::string_view name;
    ExportKind kind;
};

/// Rows that belong to one row of a section, bound by :id. One column without a name: an array of values.
struct ExportDetail {
    std::string_view name;
    std::string_view select;
    std::span<const ExportColumn> columns;
};

struct ExportSection {
    enum class Key { number, text };

    std::string_view name;
    std::string_view select;  ///< Of export_sql.h.
    std::span<const ExportColumn> columns;
    std::span<const ExportDetail> details = {};
    Key key = Key::number;      ///< Of the first column.
    bool is_by_viewer = false;  ///< :user is the name of a viewer (view_counter.h), not an id.
};

/// The person; there is one row.
extern const ExportSection export_profile;
/// Everything else, in the order of the file.
extern const std::span<const ExportSection> export_sections;

}  // namespace trainingzip::api
