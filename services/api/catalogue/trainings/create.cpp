#include "api/catalogue/trainings/create.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/tags.h"
#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/training_fields.h"
#include "api/catalogue/trainings/training_files.h"
#include "api/catalogue/trainings/trainings_sql.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response create_training(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const TrainingFields fields = TrainingFields::read(request);
    const std::string visibility = fields.visibility.value_or("public");
    const std::string category = fields.category.value_or("other");
    const std::int64_t now = context.now();
    const std::int64_t id = context.database.in_transaction([&](soci::session& session) {
        std::int64_t created = 0;
        session << trainings_sql::insert, soci::into(created), soci::use(caller.user_id, "owner_id"),
            soci::use(fields.title, "title"), soci::use(fields.body, "body"),
            soci::use(visibility, "visibility"), soci::use(category, "category"), soci::use(now, "now");
        if (fields.tags) replace_tags(session, created, *fields.tags);
        close_if_needed(context, session, created);
        return created;
    });
    // SQLite reuses the id of an insert that was rolled back, whose files may have been restricted by then.
    open_if_allowed(context, id);
    const std::string path = training_path(id);
    web::Response response = web::Response::hal(
        boost::json::object{
            {"trainingId", id},
            {"_links", make_links(request, {{"self", path}, {"profile", profile_path("create-training")}})}},
        201);
    response.headers.add("Location", request.external_base() + path);
    return response;
}

}  // namespace trainingzip::api
