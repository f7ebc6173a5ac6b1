#include "api/catalogue/pictures/read_suggestion.h"

#include "api/catalogue/pictures/suggestions.h"
#include "api/catalogue/trainings/training_store.h"

namespace trainingzip::api {

web::Response read_suggestion(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    const std::int64_t number = request.path_id("number", ErrorCode::file_not_found);
    context.database.with_session([&](soci::session& session) { require_owned(session, id, caller); });
    web::Response response = web::Response::text(read_suggestion_file(context, id, number), "image/jpeg");
    // The next video of the training has other pictures of the same numbers.
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace trainingzip::api
