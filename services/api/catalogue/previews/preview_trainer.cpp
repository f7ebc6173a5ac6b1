#include "api/catalogue/previews/preview_trainer.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include "api/catalogue/pictures/picture_links.h"
#include "api/catalogue/previews/preview_picture.h"
#include "api/catalogue/previews/previews_sql.h"
#include "api/http/hal.h"
#include "api/http/sql_statement.h"
#include "base/error.h"
#include "domain/training_access.h"

namespace trainingzip::api {
namespace {

struct PublicTrainer {
    std::int64_t id = 0;
    std::string newest_titles;
};

PublicTrainer require_trainer(soci::session& session, const std::string& name) {
    PublicTrainer trainer;
    std::string title;
    soci::statement statement(session);
    statement.exchange(soci::into(trainer.id));
    statement.exchange(soci::into(title));
    statement.exchange(soci::use(name, "name"));
    execute(statement, fmt::format(previews_sql::select_trainer,
                                   fmt::arg("listed", domain::training_access_sql::listed)));
    while (statement.fetch()) {
        if (!trainer.newest_titles.empty()) trainer.newest_titles += " · ";
        trainer.newest_titles += title;
    }
    if (trainer.newest_titles.empty()) {
        throw Failure(ErrorCode::user_not_found, "nobody of this name has a public training");
    }
    return trainer;
}

LinkPreview preview_of_trainer(soci::session& session, const web::Request& request) {
    const std::string& name = request.path_parameter("name");
    const PublicTrainer trainer = require_trainer(session, name);
    PreviewPicture picture =
        preview_picture(session, request, {"profile", trainer.id}, profile_image_path(trainer.id));
    // A face is shown beside the text.
    picture.is_wide = false;
    return {
        .type = "profile",
        .url = request.external_origin() + "/trainers/" + percent_encode(name),
        .title = name,
        .description = trainer.newest_titles,
        .author = name,
        .picture = std::move(picture),
        .duration_seconds = std::nullopt,
    };
}

}  // namespace

web::Response preview_trainer(const CatalogueContext& context, const web::Request& request) {
    return preview_answer(context.database.with_session(
        [&](soci::session& session) { return preview_of_trainer(session, request); }));
}

}  // namespace trainingzip::api
