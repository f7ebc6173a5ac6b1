#include "api/coaching/training_sessions/create.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>

#include "api/catalogue/trainings/training_answer.h"
#include "api/coaching/training_sessions/session_fields.h"
#include "api/coaching/training_sessions/session_store.h"
#include "api/coaching/training_sessions/training_sessions_sql.h"
#include "api/http/hal.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

std::int64_t insert(soci::session& session, const TrainingSessionFields& fields,
                    const auth::Principal& caller, std::int64_t now) {
    double lag = fields.lag_seconds.value_or(0);
    soci::indicator has_lag = fields.lag_seconds ? soci::i_ok : soci::i_null;
    std::int64_t id = 0;
    session << training_sessions_sql::insert, soci::into(id), soci::use(caller.user_id, "user"),
        soci::use(fields.training_id, "training"), soci::use(fields.started_at, "started_at"),
        soci::use(fields.duration_seconds, "duration"), soci::use(fields.score, "score"),
        soci::use(lag, has_lag, "lag"), soci::use(fields.series, "series"), soci::use(fields.limbs, "limbs"),
        soci::use(now, "now");
    if (!session.got_data()) throw Failure(ErrorCode::training_session_exists, "sent before");
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
    BestScore best;
    const std::int64_t id = context.database.in_transaction([&](soci::session& session) {
        require_visible(session, fields.training_id, &caller);
        const std::int64_t made = insert(session, fields, caller, now);
        best = find_best(session, fields.training_id, caller.user_id).value();
        return made;
    });
    const std::string path = session_path(id);
    web::Response response = web::Response::hal(
        boost::json::object{
            {"sessionId", id},
            {"isPersonalBest", best.session_id == id},
            {"personalBest", best_answer(best)},
            {"_links",
             make_links(request, {{"self", path},
                                  {"leaderboard", training_path(fields.training_id) + "/leaderboard"},
                                  {"profile", profile_path("create-training-session")}})}},
        201);
    response.headers.add("Location", request.external_base() + path);
    return response;
}

}  // namespace trainingzip::api
