#include "upload/show_people.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace trainingzip::upload {

web::Response show_people(UploadContext& context, const web::Request& request,
                          const auth::Principal& principal) {
    const std::int64_t id = request.path_id("id", ErrorCode::training_not_found);
    if (context.uploads.right(id, principal) != domain::TrainingRight::change)
        throw Failure(ErrorCode::training_not_found);
    const auto published = context.uploads.published(id);
    std::string upload_id;
    if (published) {
        upload_id = published->id;
    } else if (const auto latest = context.uploads.latest(id)) {
        upload_id = latest->id;
    }
    boost::json::array people;
    std::int64_t number = 0;
    for (const jobs::PossibleTrainer& person : context.people.people(upload_id)) {
        boost::json::object described = jobs::to_json(person);
        described["number"] = ++number;
        people.push_back(std::move(described));
    }
    web::Response response = web::Response::hal(boost::json::object{
        {"people", std::move(people)}, {"choosable", published.has_value() && !context.uploads.is_busy(id)}});
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace trainingzip::upload
