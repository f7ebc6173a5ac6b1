#include "api/catalogue/trainings/hide.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_files.h"
#include "api/catalogue/trainings/training_store.h"
#include "api/catalogue/trainings/trainings_sql.h"

namespace trainingzip::api {
namespace {

web::Response set_hidden(const CatalogueContext& context, const web::Request& request,
                         const auth::Principal& caller, int hidden) {
    const std::int64_t id = training_id(request);
    context.database.in_transaction([&](soci::session& session) {
        session << trainings_sql::lock, soci::use(id, "id");
        const Training before = require_visible(session, id, &caller);
        if (before.hidden == hidden) return;
        session << trainings_sql::set_hidden, soci::use(hidden, "hidden"), soci::use(id, "id");
        close_if_needed(context, session, id);
    });
    open_if_allowed(context, id);
    return web::Response::empty();
}

}  // namespace

web::Response hide_training(const CatalogueContext& context, const web::Request& request,
                            const auth::Principal& caller) {
    return set_hidden(context, request, caller, 1);
}

web::Response show_training(const CatalogueContext& context, const web::Request& request,
                            const auth::Principal& caller) {
    return set_hidden(context, request, caller, 0);
}

}  // namespace trainingzip::api
