#include "api/trainings/training_store.h"

#include <soci/soci.h>

#include "api/trainings/trainings_sql.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

/// A LIKE pattern for titles that contain the text, in which no character of it is special.
std::string like_pattern(std::string_view text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

}  // namespace

Training require_visible(soci::session& session, std::int64_t id, const auth::Principal* caller) {
    Training row;
    session << trainings_sql::select_one, soci::into(row.id), soci::into(row.owner_id),
        soci::into(row.trainer), soci::into(row.title), soci::into(row.body), soci::into(row.views),
        soci::into(row.state), soci::into(row.created_at), soci::into(row.modified_at), soci::use(id, "id");
    const bool owned = caller && caller->user_id == row.owner_id;
    if (!session.got_data() || !(row.is_ready() || owned)) {
        throw Failure(ErrorCode::training_not_found, "training " + std::to_string(id));
    }
    return row;
}

Training require_owned(soci::session& session, std::int64_t id, const auth::Principal& caller) {
    Training row = require_visible(session, id, &caller);
    if (row.owner_id != caller.user_id) {
        throw Failure(ErrorCode::not_permitted, "training " + std::to_string(id) + " of another user");
    }
    return row;
}

std::int64_t training_id(const web::Request& request) {
    return request.path_id("id", ErrorCode::training_not_found);
}

std::int64_t count_trainings(soci::session& session, const TrainingFilter& filter) {
    std::int64_t total = 0;
    const std::string pattern = like_pattern(filter.title_part);
    session << trainings_sql::count_many << filter.condition, soci::into(total),
        soci::use(pattern, "pattern"), soci::use(filter.user_id, "user_id");
    return total;
}

std::vector<Training> find_trainings(soci::session& session, const TrainingFilter& filter,
                                     std::string_view order_by, std::int64_t limit, std::int64_t offset) {
    Training row;
    const std::string pattern = like_pattern(filter.title_part);
    soci::statement statement =
        (session.prepare << trainings_sql::select_many << filter.condition << trainings_sql::order_by
                         << order_by << trainings_sql::limit,
         soci::into(row.id), soci::into(row.owner_id), soci::into(row.trainer), soci::into(row.title),
         soci::into(row.body), soci::into(row.views), soci::into(row.state), soci::into(row.created_at),
         soci::into(row.modified_at), soci::use(pattern, "pattern"), soci::use(filter.user_id, "user_id"),
         soci::use(limit, "limit"), soci::use(offset, "offset"));
    std::vector<Training> rows;
    statement.execute();
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

}  // namespace trainingzip::api
