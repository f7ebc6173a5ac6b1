#include "api/coaching/training_sessions/session_store.h"

#include <fmt/format.h>

#include <boost/json/value.hpp>

#include "api/catalogue/trainings/training_answer.h"
#include "api/coaching/training_sessions/training_sessions_sql.h"
#include "api/http/hal.h"
#include "api/http/sql_statement.h"
#include "base/clock.h"
#include "base/error.h"
#include "domain/training_access.h"

namespace trainingzip::api {
namespace {

constexpr double lag_is_known_from = -100;

void exchange_into(soci::statement& statement, TrainingSession& row) {
    for (std::int64_t* number : {&row.id, &row.training_id, &row.started_at}) {
        statement.exchange(soci::into(*number));
    }
    for (double* number : {&row.duration_seconds, &row.score, &row.lag_seconds}) {
        statement.exchange(soci::into(*number));
    }
    for (std::string* text : {&row.series, &row.limbs}) statement.exchange(soci::into(*text));
    statement.exchange(soci::into(row.is_best));
    statement.exchange(soci::into(row.is_result));
    statement.exchange(soci::into(row.title));
}

/// 0 selects all trainings.
std::string_view own_sessions(std::int64_t training_id) {
    return training_id > 0 ? training_sessions_sql::is_of_training : training_sessions_sql::is_own;
}

std::string select_sessions(std::string_view conditions, std::string_view page = {}) {
    return fmt::format(training_sessions_sql::select,
                       fmt::arg("visible", domain::training_access_sql::visible),
                       fmt::arg("conditions", conditions), fmt::arg("page", page));
}

}  // namespace

std::int64_t count_training_sessions(soci::session& session, const auth::Principal& user,
                                     std::int64_t training_id) {
    std::int64_t total = 0;
    soci::statement statement(session);
    statement.exchange(soci::into(total));
    statement.exchange(soci::use(user.user_id, "viewer"));
    if (training_id > 0) statement.exchange(soci::use(training_id, "training"));
    execute(statement,
            fmt::format(training_sessions_sql::count, fmt::arg("conditions", own_sessions(training_id))));
    statement.fetch();
    return total;
}

std::vector<TrainingSession> find_training_sessions(soci::session& session, const auth::Principal& user,
                                                    std::int64_t training_id, const PageRequest& page) {
    const domain::Viewer viewer(&user);
    TrainingSession row;
    soci::statement statement(session);
    exchange_into(statement, row);
    statement.exchange(soci::use(viewer.id, "viewer"));
    statement.exchange(soci::use(viewer.admin, "viewer_admin"));
    if (training_id > 0) statement.exchange(soci::use(training_id, "training"));
    const PageClause clause(statement, page);
    execute(statement, select_sessions(own_sessions(training_id), clause.sql()));
    std::vector<TrainingSession> rows;
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

TrainingSession require_training_session(soci::session& session, const auth::Principal& user,
                                         std::int64_t id) {
    const domain::Viewer viewer(&user);
    TrainingSession row;
    soci::statement statement(session);
    exchange_into(statement, row);
    statement.exchange(soci::use(viewer.id, "viewer"));
    statement.exchange(soci::use(viewer.admin, "viewer_admin"));
    statement.exchange(soci::use(id, "id"));
    execute(statement, select_sessions(training_sessions_sql::is_one));
    if (!statement.fetch()) {
        throw Failure(ErrorCode::training_session_not_found, "session " + std::to_string(id));
    }
    return row;
}

std::optional<BestScore> find_best(soci::session& session, std::int64_t training_id, std::int64_t user_id) {
    BestScore best;
    session << training_sessions_sql::select_best, soci::into(best.session_id), soci::into(best.score),
        soci::into(best.achieved_at), soci::use(training_id, "training"), soci::use(user_id, "user");
    if (!session.got_data()) return std::nullopt;
    return best;
}

std::int64_t cursor_key(const TrainingSession& session, std::string_view column) {
    return column == "sessionId" ? session.id : session.started_at;
}

boost::json::object session_summary(const web::Request& request, const TrainingSession& session) {
    const bool has_lag = session.lag_seconds > lag_is_known_from;
    return {{"sessionId", session.id},
            {"trainingId", session.training_id},
            {"title", session.title.empty() ? boost::json::value() : boost::json::value(session.title)},
            {"startedAt", to_iso8601(from_unix_milliseconds(session.started_at))},
            {"durationSeconds", session.duration_seconds},
            {"score", session.score},
            {"lagSeconds", has_lag ? boost::json::value(session.lag_seconds) : boost::json::value()},
            {"personalBest", session.is_best != 0},
            {"isResult", session.is_result != 0},
            {"_links", make_links(request, {{"self", session_path(session.id)},
                                            {"training", training_path(session.training_id)}})}};
}

boost::json::object best_answer(const BestScore& best) {
    return {{"score", best.score},
            {"sessionId", best.session_id},
            {"achievedDate", to_iso8601(from_unix_milliseconds(best.achieved_at))}};
}

std::string session_path(std::int64_t id) {
    return "/me/sessions/" + std::to_string(id);
}

}  // namespace trainingzip::api
