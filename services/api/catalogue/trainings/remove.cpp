#include "api/catalogue/trainings/remove.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/training_files.h"
#include "api/catalogue/trainings/training_store.h"
#include "api/catalogue/trainings/trainings_sql.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response remove_training(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    context.database.in_transaction([&](soci::session& session) {
        require_owned(session, id, caller);
        session << trainings_sql::remove_thumbnail, soci::use(id, "id");
        session << trainings_sql::remove, soci::use(id, "id");
    });
    // After the commit: a row without its files would be a broken training.
    remove_files(context.storage, id, context.logger);
    return web::Response::hal(boost::json::object{
        {"_links",
         make_links(request, {{"trainings", "/trainings"}, {"profile", profile_path("delete-training")}})}});
}

}  // namespace trainingzip::api
