#include "api/catalogue/pictures/choose_suggestion.h"

#include "api/catalogue/pictures/picture_links.h"
#include "api/catalogue/pictures/picture_store.h"
#include "api/catalogue/pictures/suggestions.h"
#include "api/catalogue/trainings/training_store.h"

namespace trainingzip::api {

web::Response choose_suggestion(const CatalogueContext& context, const web::Request& request,
                                const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    const std::int64_t number = request.path_id("number", ErrorCode::file_not_found);
    const auto may_store = [&](soci::session& session) { require_owned(session, id, caller); };
    context.database.with_session(may_store);
    const ImageField field{"picture-" + std::to_string(number) + ".jpg",
                           read_suggestion_file(context, id, number)};
    return store_picture(context, request, {"thumbnail", id}, {thumbnail_path(id), "thumbnail"}, field,
                         may_store);
}

}  // namespace trainingzip::api
