#include "api/coaching/training_sessions/leaderboard.h"

#include <soci/soci.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "api/catalogue/trainings/training_answer.h"
#include "api/coaching/training_sessions/session_store.h"
#include "api/coaching/training_sessions/training_sessions_sql.h"
#include "api/http/hal.h"
#include "api/http/paging.h"
#include "auth/user_id.h"
#include "base/clock.h"

namespace trainingzip::api {
namespace {

boost::json::array find_leaders(soci::session& session, std::int64_t training, std::int64_t limit) {
    std::int64_t user = 0;
    std::string name;
    double score = 0;
    std::int64_t achieved_at = 0;
    soci::statement statement = (session.prepare << training_sessions_sql::select_leaders, soci::into(user),
                                 soci::into(name), soci::into(score), soci::into(achieved_at),
                                 soci::use(training, "training"), soci::use(limit, "limit"));
    boost::json::array leaders;
    statement.execute();
    while (statement.fetch()) {
        leaders.push_back(
            boost::json::object{{"rank", leaders.size() + 1},
                                {"userId", auth::user_id_text(user)},
                                {"nickName", name},
                                {"score", score},
                                {"achievedDate", to_iso8601(from_unix_milliseconds(achieved_at))}});
    }
    return leaders;
}

boost::json::value own_place(soci::session& session, std::int64_t training, const auth::Principal& caller) {
    const auto best = find_best(session, training, caller.user_id);
    if (!best) return nullptr;
    std::int64_t before = 0;
    session << training_sessions_sql::count_before, soci::into(before), soci::use(training, "training"),
        soci::use(caller.user_id, "user"), soci::use(best->score, "score"),
        soci::use(best->achieved_at, "achieved_at");
    boost::json::object own = best_answer(*best);
    own["rank"] = before + 1;
    return own;
}

}  // namespace

web::Response read_leaderboard(const CoachingContext& context, const web::Request& request,
                               const auth::Principal* caller) {
    const std::int64_t id = training_id(request);
    const std::int64_t limit = parse_size(request, 10, 100);
    boost::json::array leaders;
    boost::json::value own = nullptr;
    context.database.with_session([&](soci::session& session) {
        require_visible(session, id, caller);
        leaders = find_leaders(session, id, limit);
        if (caller) own = own_place(session, id, *caller);
    });
    const std::string path = training_path(id);
    return web::Response::hal(boost::json::object{
        {"_embedded", boost::json::object{{"leaderboard", std::move(leaders)}}},
        {"own", std::move(own)},
        {"_links", make_links(request, {{"self", path + "/leaderboard"}, {"training", path}})}});
}

}  // namespace trainingzip::api
