#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/api_context.h"
#include "auth/principal.h"
#include "web/request.h"

namespace trainingzip::api {

/// A training as the database has it.
struct Training {
    std::int64_t id = 0;
    std::int64_t owner_id = 0;
    std::string trainer;  ///< Nickname of the owner.
    std::string title;
    std::string body;
    std::int64_t views = 0;
    std::string state;
    std::int64_t created_at = 0;   ///< Unix milliseconds.
    std::int64_t modified_at = 0;  ///< Unix milliseconds.

    bool is_ready() const { return state == "READY"; }
};

/// A training that the caller (nullptr: a visitor) may see: one that is ready, or the caller's own.
/// Throws Failure(training_not_found) otherwise.
Training require_visible(soci::session& session, std::int64_t id, const auth::Principal* caller);

/// A training that the caller may change. Throws Failure(training_not_found) when it is hidden from the
/// caller, Failure(not_permitted) when it is another's.
Training require_owned(soci::session& session, std::int64_t id, const auth::Principal& caller);

/// The {id} of the path, for the two functions above. Throws Failure(training_not_found).
std::int64_t training_id(const web::Request& request);

/// Which trainings a list holds.
struct TrainingFilter {
    std::string_view condition;  ///< One of those in trainings_sql.h.
    std::int64_t user_id = 0;    ///< Whom the condition is about; 0 is nobody.
    std::string title_part;      ///< Text that titles must contain, in any case; empty for all.
};

std::int64_t count_trainings(soci::session& session, const TrainingFilter& filter);
std::vector<Training> find_trainings(soci::session& session, const TrainingFilter& filter,
                                     std::string_view order_by, std::int64_t limit, std::int64_t offset);

}  // namespace trainingzip::api
