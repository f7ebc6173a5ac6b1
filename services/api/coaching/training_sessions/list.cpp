#include "api/coaching/training_sessions/list.h"

#include <soci/soci.h>

#include <array>
#include <charconv>

#include "api/coaching/training_sessions/session_store.h"
#include "api/coaching/training_sessions/training_sessions_sql.h"
#include "api/http/paging.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::array<SortColumn, 3> sort_columns = {{
    {"sessionId", training_sessions_sql::id_column, true},
    {"startedAt", training_sessions_sql::started_column, true},
    {"score", training_sessions_sql::score_column},
}};
constexpr DefaultOrder newest_first{training_sessions_sql::newest_first, "startedAt",
                                    training_sessions_sql::id_column, true};

/// ?trainingId; 0 without it.
std::int64_t wanted_training(const web::Request& request) {
    const auto text = request.query_parameter("trainingId");
    if (!text) return 0;
    std::int64_t id = 0;
    const char* end = text->data() + text->size();
    const auto result = std::from_chars(text->data(), end, id);
    if (result.ec != std::errc{} || result.ptr != end || id <= 0 || text->starts_with('0')) {
        throw Failure(ErrorCode::parameter_invalid, "trainingId", {{"trainingId", "invalid"}});
    }
    return id;
}

}  // namespace

web::Response list_training_sessions(const CoachingContext& context, const web::Request& request,
                                     const auth::Principal& caller) {
    const PageRequest page = parse_page_request(request, sort_columns, newest_first);
    const std::int64_t training = wanted_training(request);
    std::int64_t total = 0;
    std::vector<TrainingSession> rows;
    context.database.with_session([&](soci::session& session) {
        if (!page.by_cursor) total = count_training_sessions(session, caller, training);
        rows = find_training_sessions(session, caller, training, page);
    });
    return page_answer(request, page, total, "sessionList", rows,
                       training > 0 ? "&trainingId=" + std::to_string(training) : "",
                       [&](const TrainingSession& row) { return session_summary(request, row); });
}

}  // namespace trainingzip::api
