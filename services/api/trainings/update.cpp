#include "api/trainings/update.h"

#include <soci/soci.h>

#include "api/hal.h"
#include "api/trainings/training_answer.h"
#include "api/trainings/trainings_sql.h"

namespace trainingzip::api {

web::Response update_training(ApiContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    const TrainingText text = TrainingText::read(request);
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        require_owned(session, id, caller);
        session << trainings_sql::update, soci::use(text.title, "title"), soci::use(text.body, "body"),
            soci::use(now, "now"), soci::use(id, "id");
    });
    return web::Response::hal(boost::json::object{
        {"_links",
         make_links(request, {{"self", training_path(id)}, {"profile", profile_path("update-training")}})}});
}

}  // namespace trainingzip::api
