#include "api/catalogue/previews/preview_training.h"

#include <soci/soci.h>

#include <algorithm>
#include <cmath>

#include "api/catalogue/pictures/picture_links.h"
#include "api/catalogue/previews/preview_picture.h"
#include "api/catalogue/previews/previews_sql.h"
#include "api/catalogue/trainings/tags.h"
#include "api/catalogue/trainings/training_answer.h"
#include "api/http/nonblank_text.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

std::optional<std::int64_t> find_duration(soci::session& session, std::int64_t id) {
    double seconds = 0;
    session << previews_sql::select_duration, soci::into(seconds), soci::use(id, "id");
    if (!session.got_data() || !(seconds > 0)) return std::nullopt;
    return std::max<std::int64_t>(1, std::llround(seconds));
}

std::string describe(const Training& training, const std::vector<std::string>& tags) {
    if (has_visible_character(training.body)) return training.body;
    std::string text = training.trainer;
    for (const std::string& tag : tags) text += " #" + tag;
    return text;
}

LinkPreview preview_of_training(soci::session& session, const web::Request& request) {
    const std::int64_t id = training_id(request);
    const Training training = require_visible(session, id, nullptr);
    if (training.visibility != "public") {
        throw Failure(ErrorCode::training_not_found, "training " + std::to_string(id) + " is not public");
    }
    return {
        .type = "video.other",
        .url = request.external_origin() + training_path(id),
        .title = training.title,
        .description = describe(training, find_tags(session, id)),
        .author = training.trainer,
        .picture = preview_picture(session, request, {"thumbnail", id}, thumbnail_path(id)),
        .duration_seconds = find_duration(session, id),
    };
}

}  // namespace

web::Response preview_training(const CatalogueContext& context, const web::Request& request) {
    return preview_answer(context.database.with_session(
        [&](soci::session& session) { return preview_of_training(session, request); }));
}

}  // namespace trainingzip::api
