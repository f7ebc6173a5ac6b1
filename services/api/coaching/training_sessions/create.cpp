#include "api/coaching/training_sessions/create.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>
#include <optional>

#include "api/catalogue/trainings/training_answer.h"
#include "api/coaching/training_sessions/session_fields.h"
#include "api/coaching/training_sessions/session_store.h"
#include "api/coaching/training_sessions/training_sessions_sql.h"
#include "api/http/hal.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

// A session that covers less of the clip, or of the body, counts as practice.
constexpr double least_share_of_clip = 0.6;
constexpr double least_coverage = 0.7;

bool is_result(soci::session& session, const TrainingSessionFields& fields) {
    double clip_seconds = 0;
    session << training_sessions_sql::select_clip_seconds, soci::into(clip_seconds),
        soci::use(fields.training_id, "training");
    if (!session.got_data()) clip_seconds = 0;
    return fields.duration_seconds >= least_share_of_clip * clip_seconds &&
           fields.coverage.value_or(1) >= least_coverage;
}

std::int64_t insert(soci::session& session, const TrainingSessionFields& fields,
                    const auth::Principal& caller, bool counts, std::int64_t now) {
    const int result = counts ? 1 : 0;
    double lag = fields.lag_seconds.value_or(0);
    soci::indicator has_lag = fields.lag_seconds ? soci::i_ok : soci::i_null;
    std::int64_t id = 0;
    session << training_sessions_sql::insert, soci::into(id), soci::use(caller.user_id, "user"),
        soci::use(fields.training_id, "training"), soci::use(fields.started_at, "started_at"),
        soci::use(fields.duration_seconds, "duration"), soci::use(fields.score, "score"),
        soci::use(lag, has_lag, "lag"), soci::use(fields.series, "series"), soci::use(fields.limbs, "limbs"),
        soci::use(result, "is_result"), soci::use(now, "now");
    if (!session.got_data()) throw Failure(ErrorCode::training_session_exists, "sent before");
    if (!counts) return id;
    session << training_sessions_sql::keep_best, soci::use(fields.training_id, "training"),
        soci::use(caller.user_id, "user"), soci::use(id, "session"), soci::use(fields.score, "score"),
        soci::use(fields.started_at, "started_at");
    return id;
}

}  // namespace

web::Response create_training_session(const CoachingContext& context, const web::Request& request,
                                      const auth::Principal& caller) {
    const std::int64_t now = context.now();
    const TrainingSessionFields fields = TrainingSessionFields::read(request, now);
    std::optional<BestScore> best;
    bool counts = false;
    const std::int64_t id = context.database.in_transaction([&](soci::session& session) {
        require_visible(session, fields.training_id, &caller);
        counts = is_result(session, fields);
        const std::int64_t made = insert(session, fields, caller, counts, now);
        best = find_best(session, fields.training_id, caller.user_id);
        return made;
    });
    const std::string path = session_path(id);
    web::Response response = web::Response::hal(
        boost::json::object{
            {"sessionId", id},
            {"isResult", counts},
            {"isPersonalBest", best && best->session_id == id},
            {"personalBest", best ? boost::json::value(best_answer(*best)) : boost::json::value()},
            {"_links",
             make_links(request, {{"self", path},
                                  {"leaderboard", training_path(fields.training_id) + "/leaderboard"},
                                  {"profile", profile_path("create-training-session")}})}},
        201);
    response.headers.add("Location", request.external_base() + path);
    return response;
}

}  // namespace trainingzip::api
