#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/coaching/coaching_context.h"
#include "api/http/paging.h"
#include "auth/principal.h"
#include "web/request.h"

namespace trainingzip::api {

/// A finished session of a user, as stored in the database.
struct TrainingSession {
    std::int64_t id = 0;
    std::int64_t training_id = 0;
    std::string title;            ///< Of the training; empty when the user may not see it any more.
    std::int64_t started_at = 0;  ///< Unix milliseconds.
    double duration_seconds = 0;
    double score = 0;
    double lag_seconds = 0;  ///< Below -100: not known.
    std::string series;      ///< JSON
    std::string limbs;       ///< JSON
    int is_best = 0;         ///< 1: the user's best of this training.
    int is_result = 1;       ///< 0: practice, which counts neither for the best nor for the leaderboard.
};

/// A user's best result in a training.
struct BestScore {
    std::int64_t session_id = 0;
    double score = 0;
    std::int64_t achieved_at = 0;  ///< Unix milliseconds.
};

/// Those of this user; training_id 0 selects all trainings.
std::int64_t count_training_sessions(soci::session& session, const auth::Principal& user,
                                     std::int64_t training_id);
std::vector<TrainingSession> find_training_sessions(soci::session& session, const auth::Principal& user,
                                                    std::int64_t training_id, const PageRequest& page);
/// Throws Failure(training_session_not_found) also for another user's.
TrainingSession require_training_session(soci::session& session, const auth::Principal& user,
                                         std::int64_t id);
std::optional<BestScore> find_best(soci::session& session, std::int64_t training_id, std::int64_t user_id);

/// The sort key of a cursor.
std::int64_t cursor_key(const TrainingSession& session, std::string_view column);

/// {sessionId, trainingId, title, startedAt, durationSeconds, score, lagSeconds, personalBest, isResult,
/// _links}, the form in lists.
boost::json::object session_summary(const web::Request& request, const TrainingSession& session);
/// {score, sessionId, achievedDate}
boost::json::object best_answer(const BestScore& best);
/// "/me/sessions/7"
std::string session_path(std::int64_t id);

}  // namespace trainingzip::api
