#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/catalogue/catalogue_context.h"
#include "api/catalogue/trainings/training_filter.h"
#include "api/http/paging.h"
#include "auth/principal.h"
#include "web/request.h"

namespace trainingzip::api {

/// A training as stored in the database.
struct Training {
    std::int64_t id = 0;
    std::int64_t owner_id = 0;
    std::string trainer;  ///< Nickname of the owner.
    std::string title;
    std::string body;
    std::int64_t views = 0;
    std::string state;
    std::string visibility;
    int hidden = 0;  ///< 1: an admin has hidden it.
    std::string category;
    std::int64_t created_at = 0;        ///< Unix milliseconds.
    std::int64_t modified_at = 0;       ///< Unix milliseconds.
    std::int64_t thumbnail_at = 0;      ///< Unix milliseconds; 0 when there is none.
    std::int64_t trainer_image_at = 0;  ///< As thumbnail_at.
};

/// A training that the caller (nullptr: a visitor) may see, by domain/training_access.h.
/// Throws Failure(training_not_found) otherwise.
Training require_visible(soci::session& session, std::int64_t id, const auth::Principal* caller);

/// A training that the caller may change. Throws Failure(training_not_found) when it is hidden from the
/// caller, Failure(not_permitted) when it is another's.
Training require_owned(soci::session& session, std::int64_t id, const auth::Principal& caller);

/// Whether a visitor may see it.
bool is_for_everybody(const Training& training);

/// The {id} of the path, for the two functions above. Throws Failure(training_not_found).
std::int64_t training_id(const web::Request& request);

std::int64_t count_trainings(soci::session& session, const TrainingFilter& filter);
std::vector<Training> find_trainings(soci::session& session, const TrainingFilter& filter,
                                     const PageRequest& page);

/// The sort key of a cursor: trainingId, views or modifiedDate.
std::int64_t cursor_key(const Training& training, std::string_view column);

}  // namespace trainingzip::api
