#include "api/catalogue/trainings/training_answer.h"

#include "api/catalogue/pictures/picture_links.h"
#include "api/http/hal.h"
#include "auth/user_id.h"
#include "base/clock.h"

namespace trainingzip::api {

boost::json::object training_list_item(const web::Request& request, const Training& training,
                                       bool for_owner) {
    boost::json::object item = {{"trainingId", training.id},
                                {"title", training.title},
                                {"body", training.body},
                                {"trainerId", auth::user_id_text(training.owner_id)},
                                {"trainer", training.trainer},
                                {"views", training.views},
                                {"modifiedDate", to_iso8601(from_unix_milliseconds(training.modified_at))},
                                {"category", training.category}};
    if (for_owner) {
        item["state"] = training.state;
        item["visibility"] = training.visibility;
        if (training.hidden != 0) item["hidden"] = true;
    }
    boost::json::object links = make_links(request, {{"self", training_path(training.id)}});
    add_picture_links(links, request, "thumbnail", thumbnail_path(training.id), training.thumbnail_at);
    add_picture_links(links, request, "trainerImage", profile_image_path(training.owner_id),
                      training.trainer_image_at);
    item["_links"] = std::move(links);
    return item;
}

std::string training_path(std::int64_t id) {
    return "/trainings/" + std::to_string(id);
}

}  // namespace trainingzip::api
