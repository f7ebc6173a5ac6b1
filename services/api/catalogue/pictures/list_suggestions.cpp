#include "api/catalogue/pictures/list_suggestions.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "api/catalogue/pictures/suggestions.h"
#include "api/catalogue/trainings/training_store.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response list_suggestions(const CatalogueContext& context, const web::Request& request,
                               const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    context.database.with_session([&](soci::session& session) { require_owned(session, id, caller); });
    boost::json::array suggestions;
    for (const int number : suggestion_numbers(context, id)) {
        suggestions.push_back(boost::json::object{
            {"number", number}, {"_links", make_links(request, {{"self", suggestion_path(id, number)}})}});
    }
    web::Response response = web::Response::hal(boost::json::object{
        {"suggestions", std::move(suggestions)},
        {"_links", make_links(request, {{"self", suggestions_path(id)},
                                        {"profile", profile_path("list-suggestions")}})}});
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace trainingzip::api
