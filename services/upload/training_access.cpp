#include "upload/training_access.h"

#include <boost/json/object.hpp>

namespace trainingzip::upload {

std::int64_t require_own_training(UploadStore& uploads, const web::Request& request,
                                  const auth::Principal& principal) {
    const std::int64_t id = request.path_id("id", ErrorCode::training_not_found);
    const domain::TrainingRight right = uploads.right(id, principal);
    if (right == domain::TrainingRight::none) throw Failure(ErrorCode::training_not_found);
    if (right == domain::TrainingRight::see) throw Failure(ErrorCode::not_permitted);
    return id;
}

std::int64_t require_training(UploadStore& uploads, const web::Request& request) {
    const std::int64_t id = request.path_id("id", ErrorCode::training_not_found);
    if (!uploads.find_training(id)) throw Failure(ErrorCode::training_not_found);
    return id;
}

std::string training_href(const web::Request& request, std::int64_t training_id) {
    return request.external_base() + "/trainings/" + std::to_string(training_id);
}

web::Response processing_started(const web::Request& request, std::int64_t training_id) {
    const std::string href = training_href(request, training_id) + "/progress";
    return web::Response::hal(
        boost::json::object{
            {"_links", boost::json::object{{"progress", boost::json::object{{"href", href}}}}}},
        202);
}

}  // namespace trainingzip::upload
