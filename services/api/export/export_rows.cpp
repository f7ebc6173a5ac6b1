#include "api/export/export_rows.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <deque>

#include "api/catalogue/pictures/picture_links.h"
#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/view_counter.h"
#include "api/http/sql_statement.h"
#include "auth/user_id.h"
#include "base/clock.h"

namespace trainingzip::api {
namespace {

std::string json_text(std::string_view text) {
    return boost::json::serialize(boost::json::value(boost::json::string_view(text.data(), text.size())));
}

/// `text`: the column as the database writes it.
std::string to_json(const web::Request& request, ExportKind kind, const std::string& text) {
    const std::string base = request.external_base();
    switch (kind) {
        case ExportKind::number:
            return text;
        case ExportKind::json:
            return text.empty() ? "null" : text;
        case ExportKind::boolean:
            return text == "0" ? "false" : "true";
        case ExportKind::time:
            return json_text(to_iso8601(from_unix_milliseconds(std::stoll(text))));
        case ExportKind::user:
            return json_text(auth::user_id_text(std::stoll(text)));
        case ExportKind::page:
            return json_text(request.external_origin() + training_path(std::stoll(text)));
        case ExportKind::video:
            return json_text(base + "/streaming/training/" + text + "/video");
        case ExportKind::thumbnail:
            return json_text(base + thumbnail_path(std::stoll(text)));
        case ExportKind::face:
            return json_text(base + profile_image_path(std::stoll(text)));
        case ExportKind::text:
            break;
    }
    return json_text(text);
}

/// The columns of the present row as text, whatever their type.
class Cells {
  public:
    Cells(soci::statement& statement, std::size_t count) : texts_(count), states_(count, soci::i_ok) {
        for (std::size_t i = 0; i < count; ++i) statement.exchange(soci::into(texts_[i], states_[i]));
    }

    const std::string& text(std::size_t column) const { return texts_[column]; }

    std::string json(const web::Request& request, std::span<const ExportColumn> columns,
                     std::size_t column) const {
        if (states_[column] == soci::i_null) return "null";
        return to_json(request, columns[column].kind, texts_[column]);
    }

    /// Without the brace at the end.
    std::string open_object(const web::Request& request, std::span<const ExportColumn> columns) const {
        std::string object = "{";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) object += ',';
            object += json_text(columns[i].name) + ':' + json(request, columns, i);
        }
        return object;
    }

  private:
    // A statement takes addresses.
    std::deque<std::string> texts_;
    std::deque<soci::indicator> states_;
};

std::string detail_array(soci::session& session, const web::Request& request, const ExportDetail& detail,
                         std::int64_t id) {
    soci::statement statement(session);
    const Cells cells(statement, detail.columns.size());
    statement.exchange(soci::use(id, "id"));
    execute(statement, std::string(detail.select));
    std::string array = "[";
    while (statement.fetch()) {
        if (array.size() > 1) array += ',';
        array += detail.columns[0].name.empty() ? cells.json(request, detail.columns, 0)
                                                : cells.open_object(request, detail.columns) + '}';
    }
    return array + ']';
}

}  // namespace

std::vector<ExportRow> next_export_rows(soci::session& session, const ExportOwner& owner,
                                        const ExportSection& section, const std::string& after) {
    const std::string viewer = viewer_name(owner.user_id);
    const std::int64_t after_number =
        section.key == ExportSection::Key::number && !after.empty() ? std::stoll(after) : 0;
    const auto limit = static_cast<std::int64_t>(export_batch);
    std::vector<ExportRow> rows;
    {
        soci::statement statement(session);
        const Cells cells(statement, section.columns.size());
        if (section.is_by_viewer) {
            statement.exchange(soci::use(viewer, "user"));
        } else {
            statement.exchange(soci::use(owner.user_id, "user"));
        }
        if (section.key == ExportSection::Key::number) {
            statement.exchange(soci::use(after_number, "after"));
        } else {
            statement.exchange(soci::use(after, "after"));
        }
        statement.exchange(soci::use(limit, "limit"));
        execute(statement, std::string(section.select));
        while (statement.fetch()) {
            rows.push_back({cells.text(0), cells.open_object(owner.request, section.columns)});
        }
    }
    for (ExportRow& row : rows) {
        for (const ExportDetail& detail : section.details) {
            row.json += ',' + json_text(detail.name) + ':' +
                        detail_array(session, owner.request, detail, std::stoll(row.key));
        }
        row.json += '}';
    }
    return rows;
}

}  // namespace trainingzip::api
