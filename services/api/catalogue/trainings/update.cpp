#include "api/catalogue/trainings/update.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/tags.h"
#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/training_fields.h"
#include "api/catalogue/trainings/training_files.h"
#include "api/catalogue/trainings/trainings_sql.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response update_training(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    const TrainingFields fields = TrainingFields::read(request);
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        session << trainings_sql::lock, soci::use(id, "id");
        const Training before = require_owned(session, id, caller);
        const std::string visibility = fields.visibility.value_or(before.visibility);
        const std::string category = fields.category.value_or(before.category);
        session << trainings_sql::update, soci::use(fields.title, "title"), soci::use(fields.body, "body"),
            soci::use(visibility, "visibility"), soci::use(category, "category"), soci::use(now, "now"),
            soci::use(id, "id");
        if (fields.tags) replace_tags(session, id, *fields.tags);
        if (visibility != before.visibility) close_if_needed(context, session, id);
    });
    open_if_allowed(context, id);
    return web::Response::hal(boost::json::object{
        {"_links",
         make_links(request, {{"self", training_path(id)}, {"profile", profile_path("update-training")}})}});
}

}  // namespace trainingzip::api
