#include "api/trainings/create.h"

#include <soci/soci.h>

#include "api/hal.h"
#include "api/trainings/training_answer.h"
#include "api/trainings/trainings_sql.h"

namespace trainingzip::api {

web::Response create_training(ApiContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const TrainingText text = TrainingText::read(request);
    const std::int64_t now = context.now();
    const std::int64_t id = context.database.in_transaction([&](soci::session& session) {
        std::int64_t created = 0;
        session << trainings_sql::insert, soci::into(created), soci::use(caller.user_id, "owner_id"),
            soci::use(text.title, "title"), soci::use(text.body, "body"), soci::use(now, "now");
        return created;
    });
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
