#include "api/community/reports/report_store.h"

#include <fmt/format.h>

#include <boost/json/value.hpp>

#include "api/catalogue/trainings/training_answer.h"
#include "api/community/reports/reports_sql.h"
#include "api/http/hal.h"
#include "api/http/list_totals.h"
#include "api/http/sql_statement.h"
#include "auth/user_id.h"
#include "base/clock.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

void exchange_into(soci::statement& statement, Report& row) {
    for (std::int64_t* number : {&row.id, &row.training_id, &row.comment_id}) {
        statement.exchange(soci::into(*number));
    }
    statement.exchange(soci::into(row.comment));
    statement.exchange(soci::into(row.reporter_id));
    for (std::string* text : {&row.reporter, &row.reason, &row.text}) statement.exchange(soci::into(*text));
    for (std::int64_t* number : {&row.created_at, &row.resolved_at, &row.resolved_by}) {
        statement.exchange(soci::into(*number));
    }
}

}  // namespace

std::int64_t count_reports(soci::session& session, bool open_only) {
    return list_total(session, {"reports", open_only ? std::optional("open") : std::nullopt});
}

std::vector<Report> find_reports(soci::session& session, bool open_only, const PageRequest& page) {
    Report row;
    soci::statement statement(session);
    exchange_into(statement, row);
    const PageClause clause(statement, page);
    execute(statement,
            fmt::format(reports_sql::select,
                        fmt::arg("condition", open_only ? reports_sql::is_open : reports_sql::is_any),
                        fmt::arg("page", clause.sql())));
    std::vector<Report> rows;
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

Report require_report(soci::session& session, std::int64_t id) {
    Report row;
    soci::statement statement(session);
    exchange_into(statement, row);
    statement.exchange(soci::use(id, "id"));
    execute(statement, fmt::format(reports_sql::select, fmt::arg("condition", reports_sql::is_one),
                                   fmt::arg("page", "")));
    if (!statement.fetch()) throw Failure(ErrorCode::report_not_found, "report " + std::to_string(id));
    return row;
}

std::int64_t cursor_key(const Report& report, std::string_view column) {
    return column == "reportId" ? report.id : report.created_at;
}

boost::json::object report_answer(const web::Request& request, const Report& report) {
    const bool is_open = report.resolved_at < 0;
    const bool about_comment = report.comment_id > 0;
    const std::string training = training_path(report.training_id);
    boost::json::object links =
        make_links(request, {{"training", training}, {"hideTraining", "/admin" + training + "/hide"}});
    const auto add_link = [&](std::string_view relation, const std::string& path) {
        links[relation] = boost::json::object{{"href", request.external_base() + path}};
    };
    if (about_comment) add_link("comment", "/comments/" + std::to_string(report.comment_id));
    if (is_open) add_link("resolve", "/admin/reports/" + std::to_string(report.id) + "/resolve");
    return {{"reportId", report.id},
            {"trainingId", report.training_id},
            {"commentId", about_comment ? boost::json::value(report.comment_id) : boost::json::value()},
            {"comment", about_comment ? boost::json::value(report.comment) : boost::json::value()},
            {"reporterId", auth::user_id_text(report.reporter_id)},
            {"reporter", report.reporter},
            {"reason", report.reason},
            {"text", report.text},
            {"createdDate", to_iso8601(from_unix_milliseconds(report.created_at))},
            {"resolvedDate",
             is_open ? boost::json::value()
                     : boost::json::value(to_iso8601(from_unix_milliseconds(report.resolved_at)))},
            {"resolvedBy", report.resolved_by > 0 ? boost::json::value(auth::user_id_text(report.resolved_by))
                                                  : boost::json::value()},
            {"_links", std::move(links)}};
}

}  // namespace trainingzip::api
